package org.thalweg.core.optimizer;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link LineSearchArithmetic} in vector instructions.
 *
 * <p>Loops run over the coordinates with a constant stride, and over few vectors, since the compiler keeps only what it can survey in
 * registers. They call no methods of ours: what the compiler has compiled alone before, it may not take into a loop, and then every
 * vector is an object. Largest magnitudes are found among bit patterns, which are in the order of the magnitudes with NaN above all:
 * that takes one instruction where comparisons of numbers take several.
 */
public final class VectorLineSearchArithmetic implements LineSearchArithmetic {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> BITS = LongVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int WIDTH = LineSearchArrays.WIDTH;

    /** Made by name, in {@link org.thalweg.core.linalg.VectorForm}. */
    public VectorLineSearchArithmetic() {}

    @Override
    public void look(LineSearchArrays a, double[] gradients) {
        for (int b = 0; b < WIDTH; b += LANES) {
            if (a.straight) {
                look(a, gradients, b);
                DoubleVector.fromArray(SPECIES, a.step, b)
                        .mul(DoubleVector.fromArray(SPECIES, a.startSlope, b))
                        .intoArray(a.linear, b);
            } else if (a.atBorder[b / LANES]) {
                VectorBoundsArithmetic.lookAtBounds(a, gradients, b);
            } else {
                look(a, gradients, b);
                VectorBoundsArithmetic.promise(a, b);
            }
        }
    }

    private static void look(LineSearchArrays a, double[] gradients, int b) {
        double[] d = a.d;
        DoubleVector slope = DoubleVector.zero(SPECIES);
        LongVector norm = LongVector.zero(BITS);
        for (int o = b; o < d.length; o += WIDTH) {
            DoubleVector g = DoubleVector.fromArray(SPECIES, gradients, o);
            slope = g.fma(DoubleVector.fromArray(SPECIES, d, o), slope);
            norm = norm.max(g.abs().reinterpretAsLongs());
        }
        slope.intoArray(a.slope, b);
        norm.reinterpretAsDoubles().intoArray(a.norm, b);
    }

    @Override
    public void measure(LineSearchArrays a, double[] gradients) {
        for (int b = 0; b < WIDTH; b += LANES) {
            measure(a, gradients, b);
        }
    }

    private static void measure(LineSearchArrays a, double[] gradients, int b) {
        double[] trial = a.trial;
        DoubleVector ss = DoubleVector.zero(SPECIES);
        DoubleVector sy = ss;
        LongVector longest = LongVector.zero(BITS);
        for (int o = b; o < trial.length; o += WIDTH) {
            DoubleVector s = DoubleVector.fromArray(SPECIES, trial, o).sub(DoubleVector.fromArray(SPECIES, a.x, o));
            DoubleVector y = DoubleVector.fromArray(SPECIES, gradients, o).sub(DoubleVector.fromArray(SPECIES, a.g, o));
            ss = s.fma(s, ss);
            sy = s.fma(y, sy);
            longest = longest.max(s.abs().reinterpretAsLongs());
        }
        ss.intoArray(a.ss, b);
        sy.intoArray(a.sy, b);
        longest.reinterpretAsDoubles().intoArray(a.stepNorm, b);
    }

    @Override
    public void projectNorms(LineSearchArrays a, double[] gradients) {
        for (int b = 0; b < WIDTH; b += LANES) {
            if (a.straight) {
                DoubleVector.fromArray(SPECIES, a.norm, b).intoArray(a.projectedNorm, b);
            } else {
                VectorBoundsArithmetic.projectNorms(a, gradients, b);
            }
        }
    }

    @Override
    public void move(LineSearchArrays a, double[] gradients) {
        for (int b = 0; b < WIDTH; b += LANES) {
            move(a, gradients, b);
        }
    }

    private static void move(LineSearchArrays a, double[] gradients, int b) {
        double[] x = a.x;
        VectorMask<Double> moves =
                LongVector.fromArray(BITS, a.moves, b).reinterpretAsDoubles().compare(VectorOperators.NE, 0);
        for (int o = b; o < x.length; o += WIDTH) {
            DoubleVector.fromArray(SPECIES, x, o)
                    .blend(DoubleVector.fromArray(SPECIES, a.trial, o), moves)
                    .intoArray(x, o);
            DoubleVector g =
                    DoubleVector.fromArray(SPECIES, a.g, o).blend(DoubleVector.fromArray(SPECIES, gradients, o), moves);
            g.intoArray(a.g, o);
            g.neg().intoArray(a.q, o);
        }
    }

    @Override
    public void place(LineSearchArrays a) {
        for (int b = 0; b < WIDTH; b += LANES) {
            if (a.straight) {
                place(a, b);
            } else {
                VectorBoundsArithmetic.placeInBounds(a, b);
            }
        }
    }

    private static void place(LineSearchArrays a, int b) {
        double[] d = a.d;
        VectorMask<Double> moves =
                LongVector.fromArray(BITS, a.moves, b).reinterpretAsDoubles().compare(VectorOperators.NE, 0);
        VectorMask<Double> places =
                LongVector.fromArray(BITS, a.places, b).reinterpretAsDoubles().compare(VectorOperators.NE, 0);
        DoubleVector step = DoubleVector.fromArray(SPECIES, a.step, b);
        DoubleVector slope = DoubleVector.zero(SPECIES);
        for (int o = b; o < d.length; o += WIDTH) {
            DoubleVector made = DoubleVector.fromArray(SPECIES, a.q, o).add(0.0);
            DoubleVector direction = DoubleVector.fromArray(SPECIES, d, o).blend(made, moves);
            direction.intoArray(d, o);
            slope = DoubleVector.fromArray(SPECIES, a.g, o).fma(direction, slope);
            DoubleVector target = step.fma(direction, DoubleVector.fromArray(SPECIES, a.x, o));
            DoubleVector.fromArray(SPECIES, a.trial, o).blend(target, places).intoArray(a.trial, o);
        }
        slope.intoArray(a.newSlope, b);
    }
}
