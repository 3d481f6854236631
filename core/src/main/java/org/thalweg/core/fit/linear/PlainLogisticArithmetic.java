package org.thalweg.core.fit.linear;

import static org.thalweg.core.fit.linear.LogisticCoefficients.EXPONENTIAL;
import static org.thalweg.core.fit.linear.LogisticCoefficients.LOGARITHM;

/** {@link LogisticArithmetic} row by row. */
final class PlainLogisticArithmetic implements LogisticArithmetic {

    @Override
    public void evaluate(int count, double[] z, double[] y, double[] values, double[] slopes) {
        for (int i = 0; i < count; i++) {
            double m = y[i] * z[i];
            double t = Math.abs(m);
            double e = t > LARGEST ? 0 : exp(-t);
            values[i] = log1p(e) + Math.max(0, -m);
            slopes[i] = -y[i] * ((m >= 0 ? e : 1) / (1 + e));
        }
    }

    private static double exp(double x) {
        double shifted = Math.fma(x, LOG2_E, TO_INTEGER);
        double k = shifted - TO_INTEGER;
        double r = Math.fma(-k, LN2_LOW, Math.fma(-k, LN2_HIGH, x));
        double p = EXPONENTIAL[0];
        for (int i = 1; i < EXPONENTIAL.length; i++) {
            p = Math.fma(p, r, EXPONENTIAL[i]);
        }
        return Double.longBitsToDouble(Double.doubleToRawLongBits(p) + (Double.doubleToRawLongBits(shifted) << 52));
    }

    private static double log1p(double e) {
        boolean upper = e > SPLIT;
        double f = upper ? (e - 1) * 0.5 : e;
        double s = f / (2 + f);
        double w = s * s;
        double p = LOGARITHM[0];
        for (int i = 1; i < LOGARITHM.length; i++) {
            p = Math.fma(p, w, LOGARITHM[i]);
        }
        double half = f * 0.5 * f;
        double tail = Math.fma(s, Math.fma(p, w, half), upper ? LN2_LOW : 0);
        return (upper ? LN2_HIGH : 0) - ((half - tail) - f);
    }
}
