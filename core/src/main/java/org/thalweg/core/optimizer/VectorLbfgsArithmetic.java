package org.thalweg.core.optimizer;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link LbfgsArithmetic} in vector instructions, in loops like those of {@link VectorLineSearchArithmetic}.
 *
 * <p>The two loops take two vectors at a time: a sum is a chain of dependent additions, and two of them overlap. Each step of the two
 * loops takes one pass, which adds the vector that is due and sums the next product.
 */
public final class VectorLbfgsArithmetic implements LbfgsArithmetic {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> BITS = LongVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int WIDTH = LineSearchArrays.WIDTH;

    /** Made by name, in {@link org.thalweg.core.linalg.VectorForm}. */
    public VectorLbfgsArithmetic() {}

    @Override
    public void learn(LineSearchArrays a, PairRing ring, double[] gradients) {
        for (int b = 0; b < WIDTH; b += LANES) {
            learn(a, ring, gradients, b);
            rate(a, ring, b);
        }
    }

    private static void learn(LineSearchArrays a, PairRing ring, double[] gradients, int b) {
        int offset = ring.nextRow() * a.x.length;
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
            s.intoArray(ring.s, offset + o);
            y.intoArray(ring.y, offset + o);
            ss = s.fma(s, ss);
            sy = s.fma(y, sy);
            yy = y.fma(y, yy);
            longest = longest.max(s.abs().reinterpretAsLongs());
        }
        ss.intoArray(a.ss, b);
        sy.intoArray(a.sy, b);
        yy.intoArray(ring.yy, b);
        longest.reinterpretAsDoubles().intoArray(a.stepNorm, b);
    }

    private static void rate(LineSearchArrays a, PairRing ring, int b) {
        DoubleVector ss = DoubleVector.fromArray(SPECIES, a.ss, b);
        DoubleVector sy = DoubleVector.fromArray(SPECIES, a.sy, b);
        DoubleVector yy = DoubleVector.fromArray(SPECIES, ring.yy, b);
        DoubleVector rho = DoubleVector.broadcast(SPECIES, 1).div(sy);
        DoubleVector gamma = sy.div(yy);
        DoubleVector least =
                ss.lanewise(VectorOperators.SQRT).mul(LbfgsMemory.LEAST_COSINE).mul(yy.lanewise(VectorOperators.SQRT));
        rho.intoArray(ring.newRho, b);
        gamma.intoArray(ring.newGamma, b);
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
    public void constrain(LineSearchArrays a, PairRing ring) {
        for (int b = 0; b < WIDTH; b += LANES) {
            if (VectorBoundsArithmetic.isNearBounds(a, ring, b)) {
                VectorBoundsArithmetic.constrain(a, ring, b);
            } else {
                DoubleVector.zero(SPECIES).intoArray(a.constrained, b);
            }
        }
    }

    @Override
    public void multiply(LineSearchArrays a, PairRing ring, int count) {
        if (count == 0) {
            scale(a, ring);
            return;
        }
        for (int b = 0; b < WIDTH; b += 2 * LANES) {
            multiplyDown(a, ring, count, b);
            multiplyUp(a, ring, count, b);
        }
    }

    private static void scale(LineSearchArrays a, PairRing ring) {
        double[] q = a.q;
        for (int b = 0; b < WIDTH; b += LANES) {
            DoubleVector gamma = DoubleVector.fromArray(SPECIES, ring.gamma, b);
            for (int o = b; o < q.length; o += WIDTH) {
                DoubleVector.fromArray(SPECIES, q, o).mul(gamma).intoArray(q, o);
            }
        }
    }

    /** The first loop, from the newest pair to the oldest. */
    private static void multiplyDown(LineSearchArrays a, PairRing ring, int count, int b) {
        double[] q = a.q;
        double[] s = ring.s;
        double[] y = ring.y;
        DoubleVector sum = DoubleVector.zero(SPECIES);
        DoubleVector sum2 = sum;
        int next = ring.order[0] * q.length;
        for (int o = b; o < q.length; o += WIDTH) {
            sum = DoubleVector.fromArray(SPECIES, s, next + o).fma(DoubleVector.fromArray(SPECIES, q, o), sum);
            sum2 = DoubleVector.fromArray(SPECIES, s, next + o + LANES)
                    .fma(DoubleVector.fromArray(SPECIES, q, o + LANES), sum2);
        }
        for (int k = 0; k < count; k++) {
            int at = ring.order[k] * WIDTH + b;
            DoubleVector alpha = DoubleVector.fromArray(SPECIES, ring.rho, at).mul(sum);
            DoubleVector alpha2 =
                    DoubleVector.fromArray(SPECIES, ring.rho, at + LANES).mul(sum2);
            alpha.intoArray(ring.alpha, at);
            alpha2.intoArray(ring.alpha, at + LANES);
            alpha = alpha.neg();
            alpha2 = alpha2.neg();
            int here = ring.order[k] * q.length;
            next = ring.order[Math.min(k + 1, count - 1)] * q.length;
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
    private static void multiplyUp(LineSearchArrays a, PairRing ring, int count, int b) {
        double[] q = a.q;
        double[] s = ring.s;
        double[] y = ring.y;
        DoubleVector gamma = DoubleVector.fromArray(SPECIES, ring.gamma, b);
        DoubleVector gamma2 = DoubleVector.fromArray(SPECIES, ring.gamma, b + LANES);
        DoubleVector sum = DoubleVector.zero(SPECIES);
        DoubleVector sum2 = sum;
        int next = ring.order[count - 1] * q.length;
        for (int o = b; o < q.length; o += WIDTH) {
            DoubleVector p = DoubleVector.fromArray(SPECIES, q, o).mul(gamma);
            DoubleVector p2 = DoubleVector.fromArray(SPECIES, q, o + LANES).mul(gamma2);
            p.intoArray(q, o);
            p2.intoArray(q, o + LANES);
            sum = DoubleVector.fromArray(SPECIES, y, next + o).fma(p, sum);
            sum2 = DoubleVector.fromArray(SPECIES, y, next + o + LANES).fma(p2, sum2);
        }
        for (int k = count - 1; k >= 0; k--) {
            int at = ring.order[k] * WIDTH + b;
            DoubleVector beta = DoubleVector.fromArray(SPECIES, ring.alpha, at)
                    .sub(DoubleVector.fromArray(SPECIES, ring.rho, at).mul(sum));
            DoubleVector beta2 = DoubleVector.fromArray(SPECIES, ring.alpha, at + LANES)
                    .sub(DoubleVector.fromArray(SPECIES, ring.rho, at + LANES).mul(sum2));
            int here = ring.order[k] * q.length;
            next = ring.order[Math.max(k - 1, 0)] * q.length;
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
}
