package org.thalweg.core.optimizer;

/**
 * A {@link Direction} on each lane of {@link LineSearchLanes}, to the same bits: what it learns and where it points for all lanes
 * together, and the rest for one. Lanes are bits of a number, lane i as bit i. For one thread.
 */
interface DirectionLanes {

    /** Makes a lane's direction one that has learnt nothing yet. */
    void clear(int lane);

    /** As {@link Direction#forget}. */
    void forget(int lane, double scale);

    /**
     * Looks at the steps of the lanes that {@link LineSearchArrays#learns}, and overwrites {@code stepNorm} and {@code fit}: whether
     * {@link Direction#learn} would learn the step, and nothing about it is out of the ordinary. No lane is changed yet.
     */
    void learn(double[] gradients);

    /** Learns what was looked at, for lanes that are fit. */
    void keep(int lanes);

    /**
     * Overwrites {@code q} with the directions of lanes that have moved, where it holds −∇f, {@code step} with their first steps,
     * and {@code constrained} where {@link Direction#point} has to be asked for the lane alone.
     */
    void point(int lanes);

    /** As {@link Direction#reference}. */
    double reference(int lane, double value);

    /** A lane's direction, to be changed, and given back by {@link #set} before any other is asked for. */
    Direction get(int lane);

    /** Overwrites a lane's direction, which takes over {@code direction}: one of the method's own. */
    void set(int lane, Direction direction);
}
