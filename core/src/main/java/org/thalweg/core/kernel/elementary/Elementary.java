package org.thalweg.core.kernel.elementary;

/**
 * The elementary functions of the objective language, with the same bits everywhere: interpreted, compiled, vectorised.
 *
 * <p>{@code Math.sin} and its like may be replaced by the compiler with code whose last bit differs from the interpreter's, so that
 * a result would depend on how warm the machine is. These functions do not change. The exact operations ({@code Math.sqrt, abs,
 * fma, min, max, floor, ceil}) are safe and need no counterpart here.
 */
public final class Elementary {
    private Elementary() {}

    /** e<sup>x</sup>. */
    public static double exp(double x) {
        return StrictMath.exp(x);
    }

    /** e<sup>x</sup> − 1. */
    public static double expm1(double x) {
        return StrictMath.expm1(x);
    }

    /** The natural logarithm. */
    public static double log(double x) {
        return StrictMath.log(x);
    }

    /** log(1 + x). */
    public static double log1p(double x) {
        return StrictMath.log1p(x);
    }

    /** The logarithm to base 10. */
    public static double log10(double x) {
        return StrictMath.log10(x);
    }

    /** The sine. */
    public static double sin(double x) {
        return StrictMath.sin(x);
    }

    /** The cosine. */
    public static double cos(double x) {
        return StrictMath.cos(x);
    }

    /** The tangent. */
    public static double tan(double x) {
        return StrictMath.tan(x);
    }

    /** The inverse sine, in [−π/2, π/2]. */
    public static double asin(double x) {
        return StrictMath.asin(x);
    }

    /** The inverse cosine, in [0, π]. */
    public static double acos(double x) {
        return StrictMath.acos(x);
    }

    /** The inverse tangent, in [−π/2, π/2]. */
    public static double atan(double x) {
        return StrictMath.atan(x);
    }

    /** The hyperbolic sine. */
    public static double sinh(double x) {
        return StrictMath.sinh(x);
    }

    /** The hyperbolic cosine. */
    public static double cosh(double x) {
        return StrictMath.cosh(x);
    }

    /** The hyperbolic tangent. */
    public static double tanh(double x) {
        return StrictMath.tanh(x);
    }

    /** The cube root. */
    public static double cbrt(double x) {
        return StrictMath.cbrt(x);
    }

    /** The logarithm to base 2. */
    public static double log2(double x) {
        int exponent = Math.getExponent(x);
        if (x == Math.scalb(1.0, exponent)) {
            return exponent;
        }
        return StrictMath.log(x) * (1 / StrictMath.log(2));
    }

    /** The angle of the point (x, y) from the positive first axis, in [−π, π]. */
    public static double atan2(double y, double x) {
        return StrictMath.atan2(y, x);
    }

    /** √(x² + y²), without undue overflow or underflow. */
    public static double hypot(double x, double y) {
        return StrictMath.hypot(x, y);
    }

    /** x<sup>y</sup>. */
    public static double pow(double x, double y) {
        return StrictMath.pow(x, y);
    }

    /** The logistic function 1 / (1 + e<sup>−x</sup>). */
    public static double sigmoid(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /** log(1 + e<sup>x</sup>). */
    public static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    /** The error function 2/√π · ∫₀ˣ e<sup>−t²</sup> dt. */
    public static double erf(double x) {
        double a = Math.abs(x);
        if (!(a < 6)) {
            return a >= 6 ? Math.copySign(1, x) : x;
        }
        return a < 2 ? erfSeries(x) : Math.copySign(1 - erfcFraction(a), x);
    }

    /** Abramowitz and Stegun 7.1.6: all terms have one sign. */
    private static double erfSeries(double x) {
        double square = x * x;
        double term = x;
        double sum = x;
        for (int n = 1; n < 60; n++) {
            term *= 2 * square / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-square) * sum;
    }

    /** The continued fraction of Abramowitz and Stegun 7.1.14, from its 120th denominator up. */
    private static double erfcFraction(double x) {
        double tail = 0;
        for (int n = 120; n >= 1; n--) {
            tail = 0.5 * n / (x + tail);
        }
        return StrictMath.exp(-x * x) / (Math.sqrt(Math.PI) * (x + tail));
    }
}
