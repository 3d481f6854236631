package org.thalweg.core.kernel.elementary;

/**
 * The elementary functions of the objective language, with the same bits everywhere: interpreted, compiled, vectorised.
 *
 * <p>{@code Math.sin} and its like may be replaced by the compiler with code whose last bit differs from the interpreter's, so that
 * a result would depend on how warm the machine is. These functions do not change. Of the platform's own, {@code Math.sqrt, abs, fma,
 * min, max} are exact and need no counterpart here.
 *
 * <p>An error bound of 0.95 ulp says that the result is within 0.95 units in the last place of the true value, for all arguments, subnormal
 * results included. The bounds are a little above what was measured over many millions of arguments and are checked in the tests; they
 * are not proved. NaN gives NaN.
 */
public final class Elementary {
    private Elementary() {}

    /** e<sup>x</sup>. Error below 0.95 ulp. */
    public static double exp(double x) {
        return Exponential.exp(x);
    }

    /** e<sup>x</sup> − 1, exact also where e<sup>x</sup> is close to 1. Error below 0.95 ulp. */
    public static double expm1(double x) {
        return Exponential.expm1(x);
    }

    /** The natural logarithm; −∞ at ±0, NaN below. Error below 1 ulp. */
    public static double log(double x) {
        return Logarithm.log(x);
    }

    /** log(1 + x), exact also for small x; −∞ at −1, NaN below. Error below 1 ulp. */
    public static double log1p(double x) {
        return Logarithm.log1p(x);
    }

    /** The logarithm to base 2, an integer for powers of 2; −∞ at ±0, NaN below. Error below 0.8 ulp. */
    public static double log2(double x) {
        return Logarithm.log2(x);
    }

    /** The logarithm to base 10, an integer for powers of 10; −∞ at ±0, NaN below. Error below 0.75 ulp. */
    public static double log10(double x) {
        return Logarithm.log10(x);
    }

    /** The sine, for any finite x, however large; NaN at ±∞. Error below 0.9 ulp. */
    public static double sin(double x) {
        return Trigonometric.sin(x);
    }

    /** The cosine, for any finite x, however large; NaN at ±∞. Error below 0.95 ulp. */
    public static double cos(double x) {
        return Trigonometric.cos(x);
    }

    /** The tangent, for any finite x, however large; NaN at ±∞. Error below 1 ulp. */
    public static double tan(double x) {
        return Trigonometric.tan(x);
    }

    /** The inverse sine, in [−π/2, π/2]; NaN for |x| > 1. Error below 0.75 ulp. */
    public static double asin(double x) {
        return InverseTrigonometric.asin(x);
    }

    /** The inverse cosine, in [0, π]; NaN for |x| > 1. Error below 0.75 ulp. */
    public static double acos(double x) {
        return InverseTrigonometric.acos(x);
    }

    /** The inverse tangent, in [−π/2, π/2]. Error below 0.85 ulp. */
    public static double atan(double x) {
        return InverseTrigonometric.atan(x);
    }

    /** The angle of the point (x, y) from the positive first axis, in [−π, π]; zeros and infinities as in {@code Math.atan2}. Error below 1 ulp. */
    public static double atan2(double y, double x) {
        return InverseTrigonometric.atan2(y, x);
    }

    /** The hyperbolic sine. Error below 0.85 ulp. */
    public static double sinh(double x) {
        return Hyperbolic.sinh(x);
    }

    /** The hyperbolic cosine. Error below 0.85 ulp. */
    public static double cosh(double x) {
        return Hyperbolic.cosh(x);
    }

    /** The hyperbolic tangent. Error below 0.8 ulp. */
    public static double tanh(double x) {
        return Hyperbolic.tanh(x);
    }

    /** The cube root, with the sign of x. Error below 0.55 ulp. */
    public static double cbrt(double x) {
        return Roots.cbrt(x);
    }

    /** √(x² + y²), without undue overflow or underflow; +∞ if either is infinite. Error below 1 ulp. */
    public static double hypot(double x, double y) {
        return Roots.hypot(x, y);
    }

    /** x<sup>y</sup>; zeros, infinities, NaN and negative x as in {@code Math.pow}. Error below 0.9 ulp. */
    public static double pow(double x, double y) {
        return Power.pow(x, y);
    }

    /** The logistic function 1 / (1 + e<sup>−x</sup>), down to the subnormal numbers. Error below 1.6 ulp. */
    public static double sigmoid(double x) {
        return Logistic.sigmoid(x);
    }

    /** log(1 + e<sup>x</sup>), without overflow and down to the subnormal numbers. Error below 2.3 ulp. */
    public static double softplus(double x) {
        return Logistic.softplus(x);
    }

    /** The error function 2/√π · ∫₀ˣ e<sup>−t²</sup> dt. Error below 1.2 ulp. */
    public static double erf(double x) {
        return ErrorFunction.erf(x);
    }

    /** The largest integer not above x; the bits of {@code Math.floor}. */
    public static double floor(double x) {
        return Rounding.floor(x);
    }

    /** The smallest integer not below x; the bits of {@code Math.ceil}. */
    public static double ceil(double x) {
        return Rounding.ceil(x);
    }

    /** −1, 1, or x itself if that is ±0 or NaN; the bits of {@code Math.signum}. */
    public static double sign(double x) {
        return Rounding.sign(x);
    }
}
