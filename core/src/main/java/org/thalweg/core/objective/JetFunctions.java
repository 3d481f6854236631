package org.thalweg.core.objective;

import org.thalweg.core.expression.Function;
import org.thalweg.core.kernel.elementary.Elementary;

/** The smooth functions of formulas, of jets: each from its value and its first and second derivative. */
final class JetFunctions {
    private static final double LOG_2 = Elementary.log(2);
    private static final double LOG_10 = Elementary.log(10);
    private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

    private JetFunctions() {}

    /** A function of one number that is smooth at {@code a}. */
    static Jet apply(Function function, Jet a) {
        double x = a.value();
        return switch (function) {
            case SQRT -> power(a, 0.5);
            case CBRT -> {
                double root = Elementary.cbrt(x);
                yield a.chain(root, 1 / (3 * root * root), -2 / (9 * root * root * x));
            }
            case EXP -> a.chain(Elementary.exp(x), Elementary.exp(x), Elementary.exp(x));
            case EXPM1 -> a.chain(Elementary.expm1(x), Elementary.exp(x), Elementary.exp(x));
            case LOG -> logarithm(a, Elementary.log(x), x, 1);
            case LOG1P -> logarithm(a, Elementary.log1p(x), 1 + x, 1);
            case LOG2 -> logarithm(a, Elementary.log2(x), x, LOG_2);
            case LOG10 -> logarithm(a, Elementary.log10(x), x, LOG_10);
            case SIN -> a.chain(Elementary.sin(x), Elementary.cos(x), -Elementary.sin(x));
            case COS -> a.chain(Elementary.cos(x), -Elementary.sin(x), -Elementary.cos(x));
            case TAN -> {
                double tan = Elementary.tan(x);
                yield a.chain(tan, 1 + tan * tan, 2 * tan * (1 + tan * tan));
            }
            case ASIN, ACOS -> {
                double slope = 1 / Math.sqrt((1 - x) * (1 + x));
                double bend = x * slope * slope * slope;
                yield function == Function.ASIN
                        ? a.chain(Elementary.asin(x), slope, bend)
                        : a.chain(Elementary.acos(x), -slope, -bend);
            }
            case ATAN -> {
                double slope = 1 / (1 + x * x);
                yield a.chain(Elementary.atan(x), slope, -2 * x * slope * slope);
            }
            case SINH -> a.chain(Elementary.sinh(x), Elementary.cosh(x), Elementary.sinh(x));
            case COSH -> a.chain(Elementary.cosh(x), Elementary.sinh(x), Elementary.cosh(x));
            case TANH -> {
                double tanh = Elementary.tanh(x);
                yield a.chain(tanh, 1 - tanh * tanh, -2 * tanh * (1 - tanh * tanh));
            }
            case SIGMOID -> {
                double s = Elementary.sigmoid(x);
                double slope = s * Elementary.sigmoid(-x);
                yield a.chain(s, slope, slope * (1 - 2 * s));
            }
            case SOFTPLUS -> {
                double s = Elementary.sigmoid(x);
                yield a.chain(Elementary.softplus(x), s, s * Elementary.sigmoid(-x));
            }
            case ERF -> {
                double slope = TWO_OVER_ROOT_PI * Elementary.exp(-x * x);
                yield a.chain(Elementary.erf(x), slope, -2 * x * slope);
            }
            case SIGN -> Jet.constant(Elementary.sign(x));
            case FLOOR -> Jet.constant(Math.floor(x));
            case CEIL -> Jet.constant(Math.ceil(x));
            case ABS, MIN, MAX, HYPOT, ATAN2 -> throw new IllegalArgumentException(function.symbol() + " has a kink");
        };
    }

    private static Jet logarithm(Jet a, double value, double argument, double base) {
        return a.chain(value, 1 / (argument * base), -1 / (argument * argument * base));
    }

    /** a^p for a constant p. */
    static Jet power(Jet a, double p) {
        double x = a.value();
        if (p == 2) {
            return a.squared();
        }
        double first = p == 0 ? 0 : p * Elementary.pow(x, p - 1);
        double second = p == 0 || p == 1 ? 0 : p * (p - 1) * Elementary.pow(x, p - 2);
        return a.chain(Elementary.pow(x, p), first, second);
    }

    /** a^b, a positive. */
    static Jet power(Jet a, Jet b) {
        Jet power = apply(Function.EXP, apply(Function.LOG, a).times(b));
        return power.chain(Elementary.pow(a.value(), b.value()), 1, 0);
    }

    /** The angle of the point (b, a); not at the origin. */
    static Jet angle(Jet a, Jet b) {
        boolean flat = Math.abs(b.value()) >= Math.abs(a.value());
        Jet ratio = flat ? a.dividedBy(b) : b.dividedBy(a).negated();
        return apply(Function.ATAN, ratio).chain(Elementary.atan2(a.value(), b.value()), 1, 0);
    }
}
