package org.thalweg.core.fit.linear;

import static org.thalweg.core.fit.linear.LogisticCoefficients.EXPONENTIAL;
import static org.thalweg.core.fit.linear.LogisticCoefficients.LOGARITHM;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link LogisticArithmetic} in vector instructions, a vector of rows at a time. */
public final class VectorLogisticArithmetic implements LogisticArithmetic {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED.length() <= LANES
            ? DoubleVector.SPECIES_PREFERRED
            : DoubleVector.SPECIES_512;
    private static final int LENGTH = SPECIES.length();

    @Override
    public void evaluate(int count, double[] z, double[] y, double[] values, double[] slopes) {
        for (int i = 0; i < count; i += LENGTH) {
            DoubleVector label = DoubleVector.fromArray(SPECIES, y, i);
            DoubleVector m = label.mul(DoubleVector.fromArray(SPECIES, z, i));
            DoubleVector x = m.abs().neg();
            // exp(x)
            DoubleVector shift = DoubleVector.broadcast(SPECIES, TO_INTEGER);
            DoubleVector shifted = x.fma(DoubleVector.broadcast(SPECIES, LOG2_E), shift);
            DoubleVector k = shifted.sub(shift).neg();
            DoubleVector r = k.fma(
                    DoubleVector.broadcast(SPECIES, LN2_LOW), k.fma(DoubleVector.broadcast(SPECIES, LN2_HIGH), x));
            DoubleVector p = DoubleVector.broadcast(SPECIES, EXPONENTIAL[0]);
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXPONENTIAL[1]));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXPONENTIAL[2]));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXPONENTIAL[3]));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXPONENTIAL[4]));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXPONENTIAL[5]));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXPONENTIAL[6]));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXPONENTIAL[7]));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXPONENTIAL[8]));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXPONENTIAL[9]));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXPONENTIAL[10]));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXPONENTIAL[11]));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXPONENTIAL[12]));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXPONENTIAL[13]));
            LongVector power = shifted.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, 52)
                    .add(p.reinterpretAsLongs());
            DoubleVector e = power.reinterpretAsDoubles().blend(0, x.compare(VectorOperators.LT, -LARGEST));
            // log1p(e)
            VectorMask<Double> upper = e.compare(VectorOperators.GT, SPLIT);
            DoubleVector f = e.blend(e.sub(1).mul(0.5), upper);
            DoubleVector s = f.div(f.add(2));
            DoubleVector w = s.mul(s);
            DoubleVector q = DoubleVector.broadcast(SPECIES, LOGARITHM[0]);
            q = q.fma(w, DoubleVector.broadcast(SPECIES, LOGARITHM[1]));
            q = q.fma(w, DoubleVector.broadcast(SPECIES, LOGARITHM[2]));
            q = q.fma(w, DoubleVector.broadcast(SPECIES, LOGARITHM[3]));
            q = q.fma(w, DoubleVector.broadcast(SPECIES, LOGARITHM[4]));
            q = q.fma(w, DoubleVector.broadcast(SPECIES, LOGARITHM[5]));
            q = q.fma(w, DoubleVector.broadcast(SPECIES, LOGARITHM[6]));
            DoubleVector zero = DoubleVector.zero(SPECIES);
            DoubleVector half = f.mul(0.5).mul(f);
            DoubleVector tail = s.fma(q.fma(w, half), zero.blend(LN2_LOW, upper));
            DoubleVector log = zero.blend(LN2_HIGH, upper).sub(half.sub(tail).sub(f));
            log.add(m.neg().max(0)).intoArray(values, i);
            DoubleVector top = DoubleVector.broadcast(SPECIES, 1).blend(e, m.compare(VectorOperators.GE, 0));
            label.neg().mul(top.div(e.add(1))).intoArray(slopes, i);
        }
    }
}
