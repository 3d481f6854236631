package org.thalweg.core.optimizer;

/** An {@link UpdateRule} over {@link DescentLanes}, to the same bits. For one thread. */
public interface LaneRule {

    /**
     * As {@link UpdateRule#displace}, coordinate j of lane i at {@code [j * WIDTH + i]} of each vector.
     *
     * @param steps the number of each lane's step; below 1 where a lane takes none, and then its numbers mean nothing
     */
    void displace(long[] steps, double[] x, double[] gradient, double[][] memory, double[] displacement);
}
