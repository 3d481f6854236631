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
        return Exponential.exp(x);
    }

    /** e<sup>x</sup> − 1. */
    public static double expm1(double x) {
        return Exponential.expm1(x);
    }

    /** The natural logarithm. */
    public static double log(double x) {
        return Logarithm.log(x);
    }

    /** log(1 + x). */
    public static double log1p(double x) {
        return Logarithm.log1p(x);
    }

    /** The logarithm to base 10. */
    public static double log10(double x) {
        return Logarithm.log10(x);
    }

    /** The sine. */
    public static double sin(double x) {
        return Trigonometric.sin(x);
    }

    /** The cosine. */
    public static double cos(double x) {
        return Trigonometric.cos(x);
    }

    /** The tangent. */
    public static double tan(double x) {
        return Trigonometric.tan(x);
    }

    /** The inverse sine, in [−π/2, π/2]. */
    public static double asin(double x) {
        return InverseTrigonometric.asin(x);
    }

    /** The inverse cosine, in [0, π]. */
    public static double acos(double x) {
        return InverseTrigonometric.acos(x);
    }

    /** The inverse tangent, in [−π/2, π/2]. */
    public static double atan(double x) {
        return InverseTrigonometric.atan(x);
    }

    /** The hyperbolic sine. */
    public static double sinh(double x) {
        return Hyperbolic.sinh(x);
    }

    /** The hyperbolic cosine. */
    public static double cosh(double x) {
        return Hyperbolic.cosh(x);
    }

    /** The hyperbolic tangent. */
    public static double tanh(double x) {
        return Hyperbolic.tanh(x);
    }

    /** The cube root. */
    public static double cbrt(double x) {
        return Roots.cbrt(x);
    }

    /** The logarithm to base 2. */
    public static double log2(double x) {
        return Logarithm.log2(x);
    }

    /** The angle of the point (x, y) from the positive first axis, in [−π, π]. */
    public static double atan2(double y, double x) {
        return InverseTrigonometric.atan2(y, x);
    }

    /** √(x² + y²), without undue overflow or underflow. */
    public static double hypot(double x, double y) {
        return Roots.hypot(x, y);
    }

    /** x<sup>y</sup>. */
    public static double pow(double x, double y) {
        return Power.pow(x, y);
    }

    /** The logistic function 1 / (1 + e<sup>−x</sup>). */
    public static double sigmoid(double x) {
        return Logistic.sigmoid(x);
    }

    /** log(1 + e<sup>x</sup>). */
    public static double softplus(double x) {
        return Logistic.softplus(x);
    }

    /** The error function 2/√π · ∫₀ˣ e<sup>−t²</sup> dt. */
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
