package org.thalweg.core.optimizer;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link LbfgsArithmetic} in vector instructions.
 *
 * <p>Loops run over the coordinates with a constant stride, and over few vectors, since the compiler keeps only what it can survey in
 * registers. The two loops take two vectors at a time: a sum is a chain of dependent additions, and two of them overlap. Each step
 * of the two loops takes one pass, which adds the vector that is due and sums the next product. Largest magnitudes are found among bit
 * patterns, which are in the order of the magnitudes with NaN above all, and lanes are chosen by bits: both take one instruction
 * where comparisons of numbers take several.
 */
public final class VectorLbfgsArithmetic implements LbfgsArithmetic {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> BITS = LongVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int WIDTH = LbfgsArrays.WIDTH;

    /** Made by name, in {@link org.thalweg.core.linalg.VectorForm}. */
    public VectorLbfgsArithmetic() {}

    @Override
    public void look(LbfgsArrays a, double[] gradients) {
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

    private static void look(LbfgsArrays a, double[] gradients, int b) {
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
    public void learn(LbfgsArrays a, double[] gradients, int row) {
        for (int b = 0; b < WIDTH; b += LANES) {
            learn(a, gradients, row * a.x.length, b);
            rate(a, b);
            if (a.straight) {
                DoubleVector.fromArray(SPECIES, a.norm, b).intoArray(a.projectedNorm, b);
            } else {
                VectorBoundsArithmetic.projectNorms(a, gradients, b);
            }
        }
    }

    private static void learn(LbfgsArrays a, double[] gradients, int offset, int b) {
        double[] trial = a.trial;
        DoubleVector zero = DoubleVector.zero(SPECIES);
        LongVector learns = LongVector.fromArray(BITS, a.learns, b);
        DoubleVector ss = zero;
        DoubleVector sy = zero;
        DoubleVector yy = zero;
        LongVector longest = LongVector.zero(BITS);
        for (int o = b; o < trial.length; o += WIDTH) {
            DoubleVector s = DoubleVector.fromArray(SPECIES, trial, o)
                    .sub(DoubleVector.fromArray(SPECIES, a.x, o))
                    .reinterpretAsLongs()
                    .and(learns)
                    .reinterpretAsDoubles();
            DoubleVector y = DoubleVector.fromArray(SPECIES, gradients, o)
                    .sub(DoubleVector.fromArray(SPECIES, a.g, o))
                    .reinterpretAsLongs()
                    .and(learns)
                    .reinterpretAsDoubles();
            s.intoArray(a.s, offset + o);
            y.intoArray(a.y, offset + o);
            ss = s.fma(s, ss);
            sy = s.fma(y, sy);
            yy = y.fma(y, yy);
            longest = longest.max(s.abs().reinterpretAsLongs());
        }
        ss.intoArray(a.ss, b);
        sy.intoArray(a.sy, b);
        yy.intoArray(a.yy, b);
        longest.reinterpretAsDoubles().intoArray(a.stepNorm, b);
    }

    private static void rate(LbfgsArrays a, int b) {
        DoubleVector ss = DoubleVector.fromArray(SPECIES, a.ss, b);
        DoubleVector sy = DoubleVector.fromArray(SPECIES, a.sy, b);
        DoubleVector yy = DoubleVector.fromArray(SPECIES, a.yy, b);
        DoubleVector rho = DoubleVector.broadcast(SPECIES, 1).div(sy);
        DoubleVector gamma = sy.div(yy);
        DoubleVector least =
                ss.lanewise(VectorOperators.SQRT).mul(LbfgsMemory.LEAST_COSINE).mul(yy.lanewise(VectorOperators.SQRT));
        rho.intoArray(a.newRho, b);
        gamma.intoArray(a.newGamma, b);
        VectorMask<Double> fit = sy.compare(VectorOperators.GT, least)
                .and(ss.compare(VectorOperators.GT, LbfgsMemory.LEAST_SAFE))
                .and(ss.compare(VectorOperators.LT, LbfgsMemory.GREATEST_SAFE))
                .and(yy.compare(VectorOperators.GT, LbfgsMemory.LEAST_SAFE))
                .and(yy.compare(VectorOperators.LT, LbfgsMemory.GREATEST_SAFE))
                .and(rho.compare(VectorOperators.LT, Double.POSITIVE_INFINITY))
                .and(gamma.compare(VectorOperators.GT, 0))
                .and(gamma.compare(VectorOperators.LT, Double.POSITIVE_INFINITY))
                .and(DoubleVector.fromArray(SPECIES, a.stepNorm, b).compare(VectorOperators.GT, 0));
        DoubleVector.zero(SPECIES).blend(1, fit).intoArray(a.fit, b);
    }

    @Override
    public void move(LbfgsArrays a, double[] gradients) {
        for (int b = 0; b < WIDTH; b += LANES) {
            move(a, gradients, b);
            if (!a.straight && VectorBoundsArithmetic.isNearBounds(a, b)) {
                VectorBoundsArithmetic.constrain(a, b);
            } else {
                DoubleVector.zero(SPECIES).intoArray(a.constrained, b);
            }
        }
    }

    private static void move(LbfgsArrays a, double[] gradients, int b) {
        double[] x = a.x;
        LongVector moves = LongVector.fromArray(BITS, a.moves, b);
        for (int o = b; o < x.length; o += WIDTH) {
            choose(DoubleVector.fromArray(SPECIES, x, o), DoubleVector.fromArray(SPECIES, a.trial, o), moves)
                    .intoArray(x, o);
            DoubleVector g = choose(
                    DoubleVector.fromArray(SPECIES, a.g, o), DoubleVector.fromArray(SPECIES, gradients, o), moves);
            g.intoArray(a.g, o);
            g.neg().intoArray(a.q, o);
        }
    }

    /** {@code now} where the bits of {@code lanes} are set, {@code old} elsewhere. */
    static DoubleVector choose(DoubleVector old, DoubleVector now, LongVector lanes) {
        LongVector bits = old.reinterpretAsLongs();
        return now.reinterpretAsLongs()
                .lanewise(VectorOperators.XOR, bits)
                .and(lanes)
                .lanewise(VectorOperators.XOR, bits)
                .reinterpretAsDoubles();
    }

    @Override
    public void multiply(LbfgsArrays a, int count) {
        if (count == 0) {
            scale(a);
            return;
        }
        for (int b = 0; b < WIDTH; b += 2 * LANES) {
            multiplyDown(a, count, b);
            multiplyUp(a, count, b);
        }
    }

    private static void scale(LbfgsArrays a) {
        double[] q = a.q;
        for (int b = 0; b < WIDTH; b += LANES) {
            DoubleVector gamma = DoubleVector.fromArray(SPECIES, a.gamma, b);
            for (int o = b; o < q.length; o += WIDTH) {
                DoubleVector.fromArray(SPECIES, q, o).mul(gamma).intoArray(q, o);
            }
        }
    }

    /** The first loop, from the newest pair to the oldest. */
    private static void multiplyDown(LbfgsArrays a, int count, int b) {
        double[] q = a.q;
        double[] s = a.s;
        double[] y = a.y;
        DoubleVector sum = DoubleVector.zero(SPECIES);
        DoubleVector sum2 = sum;
        int next = a.order[0] * q.length;
        for (int o = b; o < q.length; o += WIDTH) {
            sum = DoubleVector.fromArray(SPECIES, s, next + o).fma(DoubleVector.fromArray(SPECIES, q, o), sum);
            sum2 = DoubleVector.fromArray(SPECIES, s, next + o + LANES)
                    .fma(DoubleVector.fromArray(SPECIES, q, o + LANES), sum2);
        }
        for (int k = 0; k < count; k++) {
            int at = a.order[k] * WIDTH + b;
            DoubleVector alpha = DoubleVector.fromArray(SPECIES, a.rho, at).mul(sum);
            DoubleVector alpha2 =
                    DoubleVector.fromArray(SPECIES, a.rho, at + LANES).mul(sum2);
            alpha.intoArray(a.alpha, at);
            alpha2.intoArray(a.alpha, at + LANES);
            alpha = alpha.neg();
            alpha2 = alpha2.neg();
            int here = a.order[k] * q.length;
            next = a.order[Math.min(k + 1, count - 1)] * q.length;
            sum = DoubleVector.zero(SPECIES);
            sum2 = sum;
            for (int o = b; o < q.length; o += WIDTH) {
                DoubleVector p =
                        alpha.fma(DoubleVector.fromArray(SPECIES, y, here + o), DoubleVector.fromArray(SPECIES, q, o));
                DoubleVector p2 = alpha2.fma(
                        DoubleVector.fromArray(SPECIES, y, here + o + LANES),
                        DoubleVector.fromArray(SPECIES, q, o + LANES));
                p.intoArray(q, o);
                p2.intoArray(q, o + LANES);
                sum = DoubleVector.fromArray(SPECIES, s, next + o).fma(p, sum);
                sum2 = DoubleVector.fromArray(SPECIES, s, next + o + LANES).fma(p2, sum2);
            }
        }
    }

    /** The scaling and the second loop, from the oldest pair to the newest. */
    private static void multiplyUp(LbfgsArrays a, int count, int b) {
        double[] q = a.q;
        double[] s = a.s;
        double[] y = a.y;
        DoubleVector gamma = DoubleVector.fromArray(SPECIES, a.gamma, b);
        DoubleVector gamma2 = DoubleVector.fromArray(SPECIES, a.gamma, b + LANES);
        DoubleVector sum = DoubleVector.zero(SPECIES);
        DoubleVector sum2 = sum;
        int next = a.order[count - 1] * q.length;
        for (int o = b; o < q.length; o += WIDTH) {
            DoubleVector p = DoubleVector.fromArray(SPECIES, q, o).mul(gamma);
            DoubleVector p2 = DoubleVector.fromArray(SPECIES, q, o + LANES).mul(gamma2);
            p.intoArray(q, o);
            p2.intoArray(q, o + LANES);
            sum = DoubleVector.fromArray(SPECIES, y, next + o).fma(p, sum);
            sum2 = DoubleVector.fromArray(SPECIES, y, next + o + LANES).fma(p2, sum2);
        }
        for (int k = count - 1; k >= 0; k--) {
            int at = a.order[k] * WIDTH + b;
            DoubleVector beta = DoubleVector.fromArray(SPECIES, a.alpha, at)
                    .sub(DoubleVector.fromArray(SPECIES, a.rho, at).mul(sum));
            DoubleVector beta2 = DoubleVector.fromArray(SPECIES, a.alpha, at + LANES)
                    .sub(DoubleVector.fromArray(SPECIES, a.rho, at + LANES).mul(sum2));
            int here = a.order[k] * q.length;
            next = a.order[Math.max(k - 1, 0)] * q.length;
            sum = DoubleVector.zero(SPECIES);
            sum2 = sum;
            for (int o = b; o < q.length; o += WIDTH) {
                DoubleVector p =
                        beta.fma(DoubleVector.fromArray(SPECIES, s, here + o), DoubleVector.fromArray(SPECIES, q, o));
                DoubleVector p2 = beta2.fma(
                        DoubleVector.fromArray(SPECIES, s, here + o + LANES),
                        DoubleVector.fromArray(SPECIES, q, o + LANES));
                p.intoArray(q, o);
                p2.intoArray(q, o + LANES);
                sum = DoubleVector.fromArray(SPECIES, y, next + o).fma(p, sum);
                sum2 = DoubleVector.fromArray(SPECIES, y, next + o + LANES).fma(p2, sum2);
            }
        }
    }

    @Override
    public void place(LbfgsArrays a) {
        for (int b = 0; b < WIDTH; b += LANES) {
            if (a.straight) {
                place(a, b);
            } else {
                VectorBoundsArithmetic.placeInBounds(a, b);
            }
        }
    }

    private static void place(LbfgsArrays a, int b) {
        double[] d = a.d;
        LongVector moves = LongVector.fromArray(BITS, a.moves, b);
        LongVector places = LongVector.fromArray(BITS, a.places, b);
        DoubleVector step = DoubleVector.fromArray(SPECIES, a.step, b);
        DoubleVector slope = DoubleVector.zero(SPECIES);
        for (int o = b; o < d.length; o += WIDTH) {
            DoubleVector made = DoubleVector.fromArray(SPECIES, a.q, o).add(0.0);
            DoubleVector direction = choose(DoubleVector.fromArray(SPECIES, d, o), made, moves);
            direction.intoArray(d, o);
            slope = DoubleVector.fromArray(SPECIES, a.g, o).fma(direction, slope);
            DoubleVector target = step.fma(direction, DoubleVector.fromArray(SPECIES, a.x, o));
            choose(DoubleVector.fromArray(SPECIES, a.trial, o), target, places).intoArray(a.trial, o);
        }
        slope.intoArray(a.newSlope, b);
    }
}
