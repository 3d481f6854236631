package org.thalweg.core.kernel.program;

import org.thalweg.core.kernel.elementary.Elementary;

/**
 * What the operations are in doubles: the definition that every backend on doubles reproduces to the bit.
 *
 * <ul>
 *   <li>An integer power of exponent up to {@value Powers#LARGEST} in magnitude is a fixed chain of products, of the reciprocal if
 *       the exponent is negative; x^0 is 1 for every x, NaN included. Any other power is {@link Elementary#pow}: NaN for a negative
 *       base and an exponent that is no integer.
 *   <li>log(0) = −∞, log and sqrt of a negative number are NaN, 1/0 = ∞.
 *   <li>min and max are NaN if either argument is, and hold −0 &lt; +0. sign(±0) = ±0, sign(NaN) = NaN.
 *   <li>A comparison with NaN is false. Truth values are 1 and 0 where they have to be numbers.
 *   <li>Derivatives at a kink: 0 for abs at 0; of two equal arguments of min or max the first one's; 0 for sign, floor and ceil
 *       everywhere; of {@code if}, the branch taken, whatever the other is. The gradient of hypot at the origin is 0. Those of sqrt
 *       and cbrt at 0 are infinite.
 * </ul>
 */
public final class DoubleArithmetic {

    private DoubleArithmetic() {}

    /** The operation's value; operands past its arity are not read. */
    public static double apply(Operation operation, double a, double b, double c) {
        return switch (operation) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY, POWER -> a * b;
            case DIVIDE -> a / b;
            case NEGATE -> -a;
            case FMA -> Math.fma(a, b, c);
            case FNMA -> Math.fma(-a, b, c);
            case FMS -> Math.fma(a, b, -c);
            case LESS -> a < b ? 1 : 0;
            case LESS_OR_EQUAL -> a <= b ? 1 : 0;
            case EQUAL -> a == b ? 1 : 0;
            case AND -> a != 0 && b != 0 ? 1 : 0;
            case OR -> a != 0 || b != 0 ? 1 : 0;
            case NOT -> a != 0 ? 0 : 1;
            case SELECT -> a != 0 ? b : c;
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case ATAN2 -> Elementary.atan2(a, b);
            case HYPOT -> Elementary.hypot(a, b);
            case POW -> Elementary.pow(a, b);
            default -> unary(operation, a);
        };
    }

    private static double unary(Operation operation, double a) {
        return switch (operation) {
            case ABS -> Math.abs(a);
            case SIGN -> Elementary.sign(a);
            case FLOOR -> Math.floor(a);
            case CEIL -> Math.ceil(a);
            case SQRT -> Math.sqrt(a);
            case CBRT -> Elementary.cbrt(a);
            case EXP -> Elementary.exp(a);
            case EXPM1 -> Elementary.expm1(a);
            case LOG -> Elementary.log(a);
            case LOG1P -> Elementary.log1p(a);
            case LOG2 -> Elementary.log2(a);
            case LOG10 -> Elementary.log10(a);
            case SIN -> Elementary.sin(a);
            case COS -> Elementary.cos(a);
            case TAN -> Elementary.tan(a);
            case ASIN -> Elementary.asin(a);
            case ACOS -> Elementary.acos(a);
            case ATAN -> Elementary.atan(a);
            case SINH -> Elementary.sinh(a);
            case COSH -> Elementary.cosh(a);
            case TANH -> Elementary.tanh(a);
            case SIGMOID -> Elementary.sigmoid(a);
            case SOFTPLUS -> Elementary.softplus(a);
            case ERF -> Elementary.erf(a);
            default -> throw new IllegalArgumentException(operation + " is no function of its operands alone");
        };
    }
}
