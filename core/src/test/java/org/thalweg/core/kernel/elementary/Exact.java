package org.thalweg.core.kernel.elementary;

import java.math.BigInteger;

/** The elementary functions to more than 60 digits, by the plainest series. */
final class Exact {
    /** Bits of π: enough to reduce the largest double. */
    private static final int LONG = 1400;

    private static final Real PI = pi();
    static final Real TWO_OVER_PI =
            new Real(BigInteger.ONE.shiftLeft(2 * LONG + 1).divide(PI.mantissa()), -LONG);
    private static final Real LN2 = ln2();
    private static final Real TWO_OVER_ROOT_PI = Real.of(2).dividedBy(PI.sqrt());

    private Exact() {}

    static Real exp(Real x) {
        BigInteger k = x.dividedBy(LN2).rounded();
        Real r = x.minus(new Real(k, 0).times(LN2)).shifted(-8);
        Real power = exponentialSeries(r).plus(Real.ONE);
        for (int i = 0; i < 8; i++) {
            power = power.times(power);
        }
        return power.shifted(k.intValueExact());
    }

    static Real expm1(Real x) {
        return x.isBelow(-1) ? exponentialSeries(x) : exp(x).minus(Real.ONE);
    }

    private static Real exponentialSeries(Real x) {
        Real sum = x;
        Real term = x;
        for (int n = 2; !term.isBelow(x.binade() - Real.PRECISION); n++) {
            term = term.times(x).dividedBy(n);
            sum = sum.plus(term);
        }
        return sum;
    }

    /** Two steps of Halley's method from the double. */
    static Real log(Real x) {
        int k = x.binade();
        Real m = x.shifted(-k);
        Real y = Real.of(StrictMath.log(m.approximately()));
        for (int i = 0; i < 2; i++) {
            Real e = exp(y);
            y = y.plus(m.minus(e).shifted(1).dividedBy(m.plus(e)));
        }
        return y.plus(LN2.times(k));
    }

    static Real log1p(Real x) {
        if (!x.isBelow(-30)) {
            return log(Real.ONE.plus(x));
        }
        Real sum = Real.ZERO;
        Real power = Real.ONE;
        for (int n = 1; n < 10; n++) {
            power = power.times(x);
            sum = sum.plus(power.dividedBy(n % 2 == 0 ? -n : n));
        }
        return sum;
    }

    static Real log2(Real x) {
        return log(x).dividedBy(LN2);
    }

    static Real log10(Real x) {
        return log(x).dividedBy(log(Real.of(10)));
    }

    static Real sin(Real x) {
        return sinOfTurned(x, 0);
    }

    static Real cos(Real x) {
        return sinOfTurned(x, 1);
    }

    static Real tan(Real x) {
        return sin(x).dividedBy(cos(x));
    }

    /** sin(x + turns·π/2). */
    private static Real sinOfTurned(Real x, int turns) {
        BigInteger n = x.timesExactly(TWO_OVER_PI).rounded();
        Real product = new Real(n, 0).timesExactly(PI.shifted(-1));
        int scale = Math.min(x.exponent(), product.exponent());
        Real r = new Real(
                x.mantissa()
                        .shiftLeft(x.exponent() - scale)
                        .subtract(product.mantissa().shiftLeft(product.exponent() - scale)),
                scale);
        int quadrant = n.add(BigInteger.valueOf(turns)).intValue() & 3;
        r = r.times(Real.ONE);
        Real square = r.times(r);
        Real term = quadrant % 2 == 0 ? r : Real.ONE;
        Real sum = term;
        int last = term.binade() - Real.PRECISION;
        for (int i = 1; !term.isBelow(last); i++) {
            int j = quadrant % 2 == 0 ? 2 * i * (2 * i + 1) : 2 * i * (2 * i - 1);
            term = term.times(square).dividedBy(-j);
            sum = sum.plus(term);
        }
        return quadrant < 2 ? sum : sum.negated();
    }

    static Real atan(Real x) {
        if (!x.isBelow(1)) {
            Real quarter = x.sign() < 0 ? PI.shifted(-1).negated() : PI.shifted(-1);
            return quarter.minus(atan(Real.ONE.dividedBy(x))).times(Real.ONE);
        }
        // atan x = y + atan d, where d is of the size of the error of the double y
        Real y = Real.of(StrictMath.atan(x.approximately()));
        if (y.sign() == 0) {
            return x;
        }
        Real sin = sin(y);
        Real cos = cos(y);
        Real d = x.times(cos).minus(sin).dividedBy(cos.plus(x.times(sin)));
        Real d2 = d.times(d);
        Real tail = d.minus(d.times(d2).dividedBy(3)).plus(d.times(d2).times(d2).dividedBy(5));
        return y.plus(tail);
    }

    static Real asin(Real x) {
        Real cosine = Real.ONE.minus(x).times(Real.ONE.plus(x)).sqrt();
        return cosine.sign() == 0 ? halfPi(x.sign()) : atan(x.dividedBy(cosine));
    }

    static Real acos(Real x) {
        Real sine = Real.ONE.minus(x).times(Real.ONE.plus(x)).sqrt();
        return atan2(sine, x);
    }

    static Real atan2(Real y, Real x) {
        if (x.sign() == 0) {
            return halfPi(y.sign());
        }
        Real angle = atan(y.dividedBy(x));
        if (x.sign() > 0) {
            return angle;
        }
        return y.sign() < 0 ? angle.minus(PI) : angle.plus(PI);
    }

    private static Real halfPi(int sign) {
        return PI.shifted(-1).times(sign);
    }

    static Real sinh(Real x) {
        if (x.sign() < 0) {
            return sinh(x.negated()).negated();
        }
        Real e = expm1(x);
        return e.plus(e.dividedBy(e.plus(Real.ONE))).shifted(-1);
    }

    static Real cosh(Real x) {
        Real e = exp(x);
        return e.plus(Real.ONE.dividedBy(e)).shifted(-1);
    }

    static Real tanh(Real x) {
        Real e = expm1(x.magnitude().shifted(1));
        Real tanh = e.dividedBy(e.plus(Real.of(2)));
        return x.sign() < 0 ? tanh.negated() : tanh;
    }

    static Real cbrt(Real x) {
        if (x.sign() == 0) {
            return x;
        }
        Real root = exp(log(x.magnitude()).dividedBy(3));
        return x.sign() < 0 ? root.negated() : root;
    }

    static Real hypot(Real x, Real y) {
        return x.timesExactly(x).plus(y.timesExactly(y)).sqrt();
    }

    static Real pow(Real x, Real y) {
        return exp(y.times(log(x)));
    }

    static Real sigmoid(Real x) {
        return Real.ONE.dividedBy(Real.ONE.plus(exp(x.negated())));
    }

    static Real softplus(Real x) {
        Real log = log1p(exp(x.magnitude().negated()));
        return x.sign() > 0 ? x.plus(log) : log;
    }

    /** Abramowitz and Stegun 7.1.6. */
    static Real erf(Real x) {
        Real square = x.times(x);
        Real term = x;
        Real sum = x;
        for (int n = 1; !term.isBelow(sum.binade() - Real.PRECISION); n++) {
            term = term.times(square).shifted(1).dividedBy(2 * n + 1);
            sum = sum.plus(term);
        }
        return TWO_OVER_ROOT_PI.times(exp(square.negated())).times(sum);
    }

    /** Machin: π = 16 arctan(1/5) − 4 arctan(1/239). */
    private static Real pi() {
        BigInteger sum =
                inverseArctan(5).shiftLeft(4).subtract(inverseArctan(239).shiftLeft(2));
        return new Real(sum, -LONG);
    }

    private static BigInteger inverseArctan(int q) {
        BigInteger power = BigInteger.ONE.shiftLeft(LONG).divide(BigInteger.valueOf(q));
        BigInteger sum = BigInteger.ZERO;
        for (int n = 1; power.signum() != 0; n += 2) {
            BigInteger term = power.divide(BigInteger.valueOf(n));
            sum = n % 4 == 1 ? sum.add(term) : sum.subtract(term);
            power = power.divide(BigInteger.valueOf((long) q * q));
        }
        return sum;
    }

    /** log 2 = 2 artanh(1/3). */
    private static Real ln2() {
        BigInteger power = BigInteger.ONE.shiftLeft(LONG).divide(BigInteger.valueOf(3));
        BigInteger sum = BigInteger.ZERO;
        for (int n = 1; power.signum() != 0; n += 2) {
            sum = sum.add(power.divide(BigInteger.valueOf(n)));
            power = power.divide(BigInteger.valueOf(9));
        }
        return new Real(sum.shiftLeft(1), -LONG);
    }
}
