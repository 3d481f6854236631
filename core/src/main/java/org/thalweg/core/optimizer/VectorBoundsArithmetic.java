package org.thalweg.core.optimizer;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.thalweg.core.linalg.Bounds;

/** What {@link VectorLineSearchArithmetic} does where there are bounds: one vector of lanes, which begins at lane {@code b}, at a time. */
final class VectorBoundsArithmetic {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> BITS = LongVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int WIDTH = LineSearchArrays.WIDTH;

    private VectorBoundsArithmetic() {}

    /** ℓ(α) of trials that are inside the box, where the path is straight. */
    static void promise(LineSearchArrays a, int b) {
        DoubleVector linear = DoubleVector.zero(SPECIES);
        for (int o = b; o < a.d.length; o += WIDTH) {
            DoubleVector way = DoubleVector.fromArray(SPECIES, a.trial, o).sub(DoubleVector.fromArray(SPECIES, a.x, o));
            linear = DoubleVector.fromArray(SPECIES, a.g, o).fma(way, linear);
        }
        linear.intoArray(a.linear, b);
    }

    static void lookAtBounds(LineSearchArrays a, double[] gradients, int b) {
        double[] lower = a.bounds.lower();
        double[] upper = a.bounds.upper();
        DoubleVector step = DoubleVector.fromArray(SPECIES, a.step, b);
        DoubleVector slope = DoubleVector.zero(SPECIES);
        LongVector norm = LongVector.zero(BITS);
        DoubleVector linear = DoubleVector.zero(SPECIES);
        int j = 0;
        for (int o = b; o < a.d.length; o += WIDTH) {
            DoubleVector g = DoubleVector.fromArray(SPECIES, gradients, o);
            DoubleVector d = DoubleVector.fromArray(SPECIES, a.d, o);
            DoubleVector x = DoubleVector.fromArray(SPECIES, a.x, o);
            DoubleVector target = step.fma(d, x);
            VectorMask<Double> rises = d.compare(VectorOperators.GT, 0);
            VectorMask<Double> above = target.compare(VectorOperators.GE, upper[j]);
            VectorMask<Double> below = target.compare(VectorOperators.LE, lower[j]);
            VectorMask<Double> stopped = rises.and(above).or(below.andNot(rises));
            slope = g.fma(d, slope).blend(slope, stopped);
            norm = norm.max(g.abs().reinterpretAsLongs());
            DoubleVector way = DoubleVector.fromArray(SPECIES, a.trial, o).sub(x);
            linear = DoubleVector.fromArray(SPECIES, a.g, o).fma(way, linear);
            j++;
        }
        slope.intoArray(a.slope, b);
        norm.reinterpretAsDoubles().intoArray(a.norm, b);
        linear.intoArray(a.linear, b);
    }

    static void projectNorms(LineSearchArrays a, double[] gradients, int b) {
        double[] lower = a.bounds.lower();
        double[] upper = a.bounds.upper();
        DoubleVector norm = DoubleVector.zero(SPECIES);
        int j = 0;
        for (int o = b; o < gradients.length; o += WIDTH) {
            DoubleVector g = DoubleVector.fromArray(SPECIES, gradients, o);
            DoubleVector x = DoubleVector.fromArray(SPECIES, a.trial, o);
            DoubleVector room = DoubleVector.broadcast(SPECIES, upper[j])
                    .sub(x)
                    .blend(x.sub(lower[j]), g.compare(VectorOperators.GT, 0));
            norm = norm.max(g.abs().min(room));
            j++;
        }
        norm.intoArray(a.projectedNorm, b);
    }

    /** Whether some coordinate is as near to a bound as ε may be at most. */
    static boolean isNearBounds(LineSearchArrays a, PairRing ring, int b) {
        double[] lower = a.bounds.lower();
        double[] upper = a.bounds.upper();
        VectorMask<Double> near = SPECIES.maskAll(false);
        int j = 0;
        for (int o = b; o < a.x.length; o += WIDTH) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, a.x, o);
            near = near.or(x.sub(lower[j]).compare(VectorOperators.LE, ring.nearLower[j]));
            near = near.or(
                    DoubleVector.broadcast(SPECIES, upper[j]).sub(x).compare(VectorOperators.LE, ring.nearUpper[j]));
            j++;
        }
        return near.anyTrue();
    }

    /** Finds the lanes where a bound is near, as {@link LbfgsDirection} does. */
    static void constrain(LineSearchArrays a, PairRing ring, int b) {
        reach(a, ring, b);
        Bounds bounds = a.bounds;
        DoubleVector reach = DoubleVector.fromArray(SPECIES, a.linear, b);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector constrained = DoubleVector.zero(SPECIES);
        int j = 0;
        for (int o = b; o < a.x.length; o += WIDTH) {
            double lower = bounds.lower()[j];
            double upper = bounds.upper()[j];
            DoubleVector g = DoubleVector.fromArray(SPECIES, a.g, o);
            DoubleVector x = DoubleVector.fromArray(SPECIES, a.x, o);
            VectorMask<Double> falls = g.compare(VectorOperators.GT, 0);
            double range = upper - lower;
            DoubleVector bound = DoubleVector.broadcast(SPECIES, upper).blend(lower, falls);
            DoubleVector widest =
                    DoubleVector.broadcast(SPECIES, ring.nearUpper[j]).blend(ring.nearLower[j], falls);
            VectorMask<Double> near = x.sub(bound).abs().compare(VectorOperators.LE, reach.min(widest));
            VectorMask<Double> held = near.and(g.compare(VectorOperators.NE, 0));
            constrained = constrained.blend(one, held);
            if (range == 0) {
                constrained = one;
            }
            j++;
        }
        constrained.intoArray(a.constrained, b);
    }

    /** Overwrites {@code linear} with how far a step along the projected gradient goes. */
    private static void reach(LineSearchArrays a, PairRing ring, int b) {
        double[] lower = a.bounds.lower();
        double[] upper = a.bounds.upper();
        DoubleVector gamma = DoubleVector.fromArray(SPECIES, ring.gamma, b);
        DoubleVector reach = DoubleVector.zero(SPECIES);
        int j = 0;
        for (int o = b; o < a.x.length; o += WIDTH) {
            DoubleVector g = DoubleVector.fromArray(SPECIES, a.g, o);
            DoubleVector x = DoubleVector.fromArray(SPECIES, a.x, o);
            DoubleVector room = DoubleVector.broadcast(SPECIES, upper[j])
                    .sub(x)
                    .blend(x.sub(lower[j]), g.compare(VectorOperators.GT, 0));
            reach = reach.max(gamma.mul(g.abs()).min(room));
            j++;
        }
        reach.intoArray(a.linear, b);
    }

    static void placeInBounds(LineSearchArrays a, int b) {
        double[] lower = a.bounds.lower();
        double[] upper = a.bounds.upper();
        VectorMask<Double> moves =
                LongVector.fromArray(BITS, a.moves, b).reinterpretAsDoubles().compare(VectorOperators.NE, 0);
        VectorMask<Double> places =
                LongVector.fromArray(BITS, a.places, b).reinterpretAsDoubles().compare(VectorOperators.NE, 0);
        DoubleVector step = DoubleVector.fromArray(SPECIES, a.step, b);
        DoubleVector slope = DoubleVector.zero(SPECIES);
        VectorMask<Double> border = SPECIES.maskAll(false);
        int j = 0;
        for (int o = b; o < a.d.length; o += WIDTH) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, a.x, o);
            DoubleVector made = DoubleVector.fromArray(SPECIES, a.q, o).add(0.0);
            VectorMask<Double> up = made.compare(VectorOperators.GT, 0).and(x.compare(VectorOperators.GE, upper[j]));
            VectorMask<Double> down = made.compare(VectorOperators.LT, 0).and(x.compare(VectorOperators.LE, lower[j]));
            DoubleVector direction = DoubleVector.fromArray(SPECIES, a.d, o).blend(made.blend(0, up.or(down)), moves);
            direction.intoArray(a.d, o);
            slope = DoubleVector.fromArray(SPECIES, a.g, o).fma(direction, slope);
            DoubleVector target = step.fma(direction, x);
            border = border.or(target.compare(VectorOperators.GE, upper[j]));
            border = border.or(target.compare(VectorOperators.LE, lower[j]));
            DoubleVector.fromArray(SPECIES, a.trial, o).blend(target, places).intoArray(a.trial, o);
            j++;
        }
        slope.intoArray(a.newSlope, b);
        boolean atBorder = border.anyTrue();
        a.atBorder[b / LANES] = atBorder;
        if (atBorder) {
            project(a, b);
        }
    }

    /** Overwrites the trials that leave the box with their projections onto it. */
    private static void project(LineSearchArrays a, int b) {
        double[] lower = a.bounds.lower();
        double[] upper = a.bounds.upper();
        int j = 0;
        for (int o = b; o < a.d.length; o += WIDTH) {
            DoubleVector target = DoubleVector.fromArray(SPECIES, a.trial, o);
            target.blend(upper[j], target.compare(VectorOperators.GT, upper[j]))
                    .blend(lower[j], target.compare(VectorOperators.LT, lower[j]))
                    .intoArray(a.trial, o);
            j++;
        }
    }
}
