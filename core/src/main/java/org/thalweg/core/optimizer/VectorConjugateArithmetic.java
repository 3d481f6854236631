package org.thalweg.core.optimizer;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link ConjugateArithmetic} in vector instructions. */
public final class VectorConjugateArithmetic implements ConjugateArithmetic {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> BITS = LongVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int WIDTH = LineSearchArrays.WIDTH;
    /** The number whose bits are all set. */
    private static final double ALL = Double.longBitsToDouble(-1L);

    /** Made by name, in {@link org.thalweg.core.linalg.VectorForm}. */
    public VectorConjugateArithmetic() {}

    @Override
    public void learn(LineSearchArrays a, ConjugateArrays c, double[] gradients) {
        for (int b = 0; b < WIDTH; b += LANES) {
            learn(a, c, gradients, b);
        }
    }

    private static void learn(LineSearchArrays a, ConjugateArrays c, double[] gradients, int b) {
        double[] trial = a.trial;
        DoubleVector unit = DoubleVector.fromArray(SPECIES, c.unit, b);
        DoubleVector ss = DoubleVector.zero(SPECIES);
        DoubleVector sy = ss;
        DoubleVector yy = ss;
        DoubleVector yg = ss;
        DoubleVector sg = ss;
        DoubleVector fall = ss;
        LongVector longest = LongVector.zero(BITS);
        for (int o = b; o < trial.length; o += WIDTH) {
            DoubleVector s = DoubleVector.fromArray(SPECIES, trial, o).sub(DoubleVector.fromArray(SPECIES, a.x, o));
            DoubleVector g = DoubleVector.fromArray(SPECIES, gradients, o).mul(unit);
            DoubleVector before = DoubleVector.fromArray(SPECIES, a.g, o).mul(unit);
            DoubleVector y = g.sub(before);
            ss = s.fma(s, ss);
            sy = s.fma(y, sy);
            yy = y.fma(y, yy);
            yg = y.fma(g, yg);
            sg = s.fma(g, sg);
            fall = s.fma(before, fall);
            longest = longest.max(s.abs().reinterpretAsLongs());
        }
        ss.intoArray(a.ss, b);
        sy.intoArray(a.sy, b);
        yy.intoArray(c.yy, b);
        yg.intoArray(c.yg, b);
        sg.intoArray(c.sg, b);
        fall.intoArray(c.fall, b);
        longest.reinterpretAsDoubles().intoArray(a.stepNorm, b);
    }

    @Override
    public void keep(LineSearchArrays a, ConjugateArrays c) {
        double[] trial = a.trial;
        for (int b = 0; b < WIDTH; b += LANES) {
            VectorMask<Double> keeps = LongVector.fromArray(BITS, c.keeps, b)
                    .reinterpretAsDoubles()
                    .compare(VectorOperators.NE, 0);
            for (int o = b; o < trial.length; o += WIDTH) {
                DoubleVector s = DoubleVector.fromArray(SPECIES, trial, o).sub(DoubleVector.fromArray(SPECIES, a.x, o));
                DoubleVector.fromArray(SPECIES, c.s, o).blend(s, keeps).intoArray(c.s, o);
            }
        }
    }

    @Override
    public void hold(LineSearchArrays a, ConjugateArrays c) {
        Arrays.fill(c.others, 0);
        for (int b = 0; b < WIDTH; b += LANES) {
            hold(a, c, b);
        }
    }

    private static void hold(LineSearchArrays a, ConjugateArrays c, int b) {
        double[] lower = a.bounds.lower();
        double[] upper = a.bounds.upper();
        LongVector moves = LongVector.fromArray(BITS, a.moves, b);
        LongVector others = LongVector.zero(BITS);
        DoubleVector none = DoubleVector.zero(SPECIES);
        int j = 0;
        for (int o = b; o < a.x.length; o += WIDTH) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, a.x, o);
            DoubleVector g = DoubleVector.fromArray(SPECIES, a.g, o);
            VectorMask<Double> above = g.compare(VectorOperators.LT, 0).and(x.compare(VectorOperators.GE, upper[j]));
            VectorMask<Double> below = g.compare(VectorOperators.GT, 0).and(x.compare(VectorOperators.LE, lower[j]));
            LongVector before = LongVector.fromArray(BITS, c.held, o);
            LongVector now = none.blend(ALL, above.or(below)).reinterpretAsLongs();
            LongVector change = now.lanewise(VectorOperators.XOR, before).and(moves);
            others = others.or(change);
            before.lanewise(VectorOperators.XOR, change).intoArray(c.held, o);
            j++;
        }
        others.intoArray(c.others, b);
    }

    @Override
    public void aim(LineSearchArrays a, ConjugateArrays c) {
        for (int b = 0; b < WIDTH; b += LANES) {
            if (a.straight) {
                aim(a, c, b);
            } else {
                aimInBounds(a, c, b);
            }
        }
    }

    private static void aim(LineSearchArrays a, ConjugateArrays c, int b) {
        double[] q = a.q;
        DoubleVector factor = DoubleVector.fromArray(SPECIES, c.c, b);
        DoubleVector unit = DoubleVector.fromArray(SPECIES, c.unit, b).neg();
        DoubleVector slope = DoubleVector.zero(SPECIES);
        for (int o = b; o < q.length; o += WIDTH) {
            DoubleVector g = DoubleVector.fromArray(SPECIES, a.g, o);
            DoubleVector d = factor.fma(DoubleVector.fromArray(SPECIES, c.s, o), unit.mul(g))
                    .add(0.0);
            d.intoArray(q, o);
            slope = g.fma(d, slope);
        }
        slope.intoArray(c.slope, b);
    }

    private static void aimInBounds(LineSearchArrays a, ConjugateArrays c, int b) {
        double[] lower = a.bounds.lower();
        double[] upper = a.bounds.upper();
        DoubleVector factor = DoubleVector.fromArray(SPECIES, c.c, b);
        DoubleVector unit = DoubleVector.fromArray(SPECIES, c.unit, b).neg();
        DoubleVector slope = DoubleVector.zero(SPECIES);
        int j = 0;
        for (int o = b; o < a.x.length; o += WIDTH) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, a.x, o);
            DoubleVector g = DoubleVector.fromArray(SPECIES, a.g, o);
            LongVector held = LongVector.fromArray(BITS, c.held, o);
            DoubleVector d = factor.fma(DoubleVector.fromArray(SPECIES, c.s, o), unit.mul(g))
                    .add(0.0);
            VectorMask<Double> up = d.compare(VectorOperators.GT, 0).and(x.compare(VectorOperators.GE, upper[j]));
            VectorMask<Double> down = d.compare(VectorOperators.LT, 0).and(x.compare(VectorOperators.LE, lower[j]));
            d = d.blend(0, up.or(down)).reinterpretAsLongs().and(held.not()).reinterpretAsDoubles();
            d.intoArray(a.q, o);
            slope = g.fma(d, slope);
            j++;
        }
        slope.intoArray(c.slope, b);
    }
}
