package org.thalweg.core.kernel.program;

import java.math.BigDecimal;

/**
 * The operations as they enter a graph: simplified where the bits stay, and with multiplications and additions fused by fixed rules.
 *
 * <p>A product that is added is fused with the addition (one rounding) if the other summand is no product. Of two products
 * neither is fused, so that x·y − y·x is 0 and a·b − c·d is as antisymmetric as it looks; unless both are plainly not
 * negative. The rules look at the operands alone: a formula's value is the same bits whatever else a program computes.
 */
final class Arithmetic {

    private static final int SIGN_SEARCH_DEPTH = 4;

    private final Graph graph;

    Arithmetic(Graph graph) {
        this.graph = graph;
    }

    Graph graph() {
        return graph;
    }

    Value number(long n) {
        return graph.constant(n);
    }

    Value add(Value x, Value y) {
        if (isNegation(y)) {
            return subtract(x, y.a());
        }
        if (isNegation(x)) {
            return subtract(y, x.a());
        }
        boolean products = isProduct(x) && isProduct(y);
        if (isProduct(y) && (!products || isNonNegative(x, 0) && isNonNegative(y, 0))) {
            return graph.emit(Operation.FMA, y.a(), y.b(), x);
        }
        if (isProduct(x) && !products) {
            return graph.emit(Operation.FMA, x.a(), x.b(), y);
        }
        return commutative(Operation.ADD, x, y);
    }

    Value subtract(Value x, Value y) {
        if (isNegation(y)) {
            return add(x, y.a());
        }
        if (isProduct(y) && !isProduct(x)) {
            return minusProduct(x, y);
        }
        if (isProduct(x) && !isProduct(y)) {
            return y.isConstant()
                    ? graph.emit(Operation.FMA, x.a(), x.b(), negate(y))
                    : graph.emit(Operation.FMS, x.a(), x.b(), y);
        }
        return graph.emit(Operation.SUBTRACT, x, y);
    }

    /** x + y where rounding is nobody's contract: a product is always fused. */
    Value accumulate(Value x, Value y) {
        if (isNegation(y)) {
            Value z = y.a();
            return isProduct(z) ? minusProduct(x, z) : subtract(x, z);
        }
        if (y.operation() == Operation.FMA && isProduct(y.c())) { // x + (a·b + c·d): the inner product is fused too
            return graph.emit(Operation.FMA, y.a(), y.b(), accumulate(x, y.c()));
        }
        return isProduct(y) ? graph.emit(Operation.FMA, y.a(), y.b(), x) : add(x, y);
    }

    private Value minusProduct(Value x, Value product) {
        Value factor = product.a();
        return factor.isConstant()
                ? graph.emit(Operation.FMA, negate(factor), product.b(), x)
                : graph.emit(Operation.FNMA, factor, product.b(), x);
    }

    Value multiply(Value x, Value y) {
        if (x.isConstant() && y.isConstant()) {
            return graph.emit(Operation.MULTIPLY, x, y);
        }
        if (y.isConstant()) {
            return multiply(y, x);
        }
        if (isExactly(x, 1)) {
            return y;
        }
        if (isExactly(x, -1)) {
            return negate(y);
        }
        if (isNegation(y)) {
            return x.isConstant() ? multiply(negate(x), y.a()) : negate(multiply(x, y.a()));
        }
        if (isNegation(x)) {
            return negate(multiply(x.a(), y));
        }
        return x.id() == y.id() ? Powers.power(graph, x, 2) : commutative(Operation.MULTIPLY, x, y);
    }

    /** x·y where rounding is nobody's contract: constant factors are joined. */
    Value scale(Value x, Value y) {
        if (isScaled(y)) {
            if (x.isConstant()) {
                return multiply(multiply(x, y.a()), y.b());
            }
            if (isScaled(x)) {
                return multiply(multiply(multiply(x.a(), y.a()), x.b()), y.b());
            }
            if (isNegation(x)) {
                return scale(x.a(), negate(y));
            }
            return multiply(multiply(y.a(), x), y.b()); // an adjoint meets many factors: it is scaled once
        }
        if (isScaled(x) && y.isConstant()) {
            return multiply(multiply(y, x.a()), x.b());
        }
        return multiply(x, y);
    }

    Value divide(Value x, Value y) {
        if (isExactly(y, 1)) {
            return x;
        }
        if (y.isConstant() && !x.isConstant() && isPowerOfTwo(y.nearest())) {
            return multiply(graph.emit(Operation.DIVIDE, number(1), y), x);
        }
        return isNegation(x) ? negate(divide(x.a(), y)) : graph.emit(Operation.DIVIDE, x, y);
    }

    Value negate(Value x) {
        if (isNegation(x)) {
            return x.a();
        }
        return isScaled(x) ? multiply(negate(x.a()), x.b()) : graph.emit(Operation.NEGATE, x);
    }

    Value square(Value x) {
        return multiply(x, x);
    }

    Value power(Value base, int exponent) {
        return Powers.power(graph, base, exponent);
    }

    Value select(Value truth, Value whenTrue, Value whenFalse) {
        return whenTrue.id() == whenFalse.id() ? whenTrue : graph.emit(Operation.SELECT, truth, whenTrue, whenFalse);
    }

    Value not(Value truth) {
        return truth.operation() == Operation.NOT ? truth.a() : graph.emit(Operation.NOT, truth);
    }

    Value and(Value one, Value other) {
        return one.id() == other.id() ? one : commutative(Operation.AND, one, other);
    }

    Value or(Value one, Value other) {
        return one.id() == other.id() ? one : commutative(Operation.OR, one, other);
    }

    Value apply(Operation operation, Value x) {
        return graph.emit(operation, x);
    }

    Value apply(Operation operation, Value x, Value y) {
        return graph.emit(operation, x, y);
    }

    private Value commutative(Operation operation, Value x, Value y) {
        boolean ordered = x.isConstant() != y.isConstant() ? x.isConstant() : x.id() <= y.id();
        return ordered ? graph.emit(operation, x, y) : graph.emit(operation, y, x);
    }

    /** Whether the value is this integer, not merely rounded to it. */
    static boolean isExactly(Value value, long n) {
        if (!value.isConstant() || value.nearest() != n) {
            return false;
        }
        if (value.operation() == Operation.NEGATE) {
            return isExactly(value.a(), -n);
        }
        return value.operation() == Operation.CONSTANT
                && new BigDecimal(value.text()).compareTo(BigDecimal.valueOf(n)) == 0;
    }

    private static boolean isNegation(Value value) {
        return value.operation() == Operation.NEGATE && !value.isConstant();
    }

    private static boolean isProduct(Value value) {
        return value.operation().isProduct() && !value.isConstant();
    }

    /** Whether it is a constant times a value. */
    private static boolean isScaled(Value value) {
        return value.operation() == Operation.MULTIPLY
                && !value.isConstant()
                && value.a().isConstant();
    }

    /** Whether the reciprocal is exact and the product with it is the quotient, to the bit. */
    private static boolean isPowerOfTwo(double y) {
        return Math.abs(Math.getExponent(y)) < 1000 && y == Math.copySign(Math.scalb(1.0, Math.getExponent(y)), y);
    }

    private static boolean isNonNegative(Value v, int depth) {
        if (v.isConstant()) {
            return v.nearest() >= 0;
        }
        if (depth == SIGN_SEARCH_DEPTH) {
            return false;
        }
        return switch (v.operation()) {
            case POWER -> v.exponent() % 2 == 0 || isNonNegative(v.base(), depth + 1);
            case MULTIPLY, ADD, DIVIDE -> isNonNegative(v.a(), depth + 1) && isNonNegative(v.b(), depth + 1);
            case FMA ->
                isNonNegative(v.c(), depth + 1)
                        && (v.a().id() == v.b().id()
                                || isNonNegative(v.a(), depth + 1) && isNonNegative(v.b(), depth + 1));
            case ABS, EXP, SQRT, COSH, HYPOT, SIGMOID, SOFTPLUS -> true;
            default -> false;
        };
    }
}
