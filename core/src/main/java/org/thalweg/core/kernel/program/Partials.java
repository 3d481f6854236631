package org.thalweg.core.kernel.program;

import java.util.function.BiConsumer;

/**
 * The partial derivatives of a value with respect to the values it is computed from: the one table that reverse and forward mode
 * share.
 *
 * <p>SELECT, MIN and MAX are not here: which operand counts is a question of truth, and 0 times the derivative of the other may
 * be NaN. What is constant between jumps (SIGN, FLOOR, CEIL) has no partials.
 */
final class Partials {

    private final Arithmetic math;

    Partials(Arithmetic math) {
        this.math = math;
    }

    /** Hands every operand of {@code v} that depends on the point to {@code use}, with ∂v/∂operand. */
    void forEach(Value v, BiConsumer<Value, Value> use) {
        switch (v.operation()) {
            case ADD -> {
                use.accept(v.a(), math.number(1));
                use.accept(v.b(), math.number(1));
            }
            case SUBTRACT -> {
                use.accept(v.a(), math.number(1));
                use.accept(v.b(), math.number(-1));
            }
            case NEGATE -> use.accept(v.a(), math.number(-1));
            case MULTIPLY -> {
                use.accept(v.a(), v.b());
                use.accept(v.b(), v.a());
            }
            case FMA -> {
                use.accept(v.c(), math.number(1));
                product(v, use);
            }
            case FNMA -> {
                use.accept(v.c(), math.number(1));
                product(v, (operand, partial) -> use.accept(operand, math.negate(partial)));
            }
            case FMS -> {
                use.accept(v.c(), math.number(-1));
                product(v, use);
            }
            case POWER ->
                use.accept(v.base(), math.multiply(math.number(v.exponent()), math.power(v.base(), v.exponent() - 1)));
            case DIVIDE -> quotient(v, use);
            case SIGN, FLOOR, CEIL -> {}
            case ATAN2, HYPOT, POW -> binary(v, use);
            default -> use.accept(v.a(), unary(v));
        }
    }

    /** Of a·b; a square counts once, with 2a. */
    private void product(Value v, BiConsumer<Value, Value> use) {
        if (v.a().id() == v.b().id()) {
            use.accept(v.a(), math.multiply(math.number(2), v.a()));
        } else {
            use.accept(v.a(), v.b());
            use.accept(v.b(), v.a());
        }
    }

    private void quotient(Value v, BiConsumer<Value, Value> use) {
        if (!v.a().isActive()) {
            if (v.a().isConstant() && v.a().nearest() != 0) { // (k/b)' = -(k/b)²/k
                use.accept(v.b(), math.negate(math.divide(math.square(v), v.a())));
            } else {
                use.accept(v.b(), math.negate(math.divide(v, v.b())));
            }
            return;
        }
        Value inverse = math.divide(math.number(1), v.b());
        use.accept(v.a(), inverse);
        if (v.b().isActive()) {
            use.accept(v.b(), math.negate(math.multiply(v, inverse)));
        }
    }

    private void binary(Value v, BiConsumer<Value, Value> use) {
        Value a = v.a();
        Value b = v.b();
        switch (v.operation()) {
            case ATAN2 -> { // of the angle of (b, a)
                Value squares = math.add(math.square(a), math.square(b));
                use.accept(a, math.divide(b, squares));
                use.accept(b, math.negate(math.divide(a, squares)));
            }
            case HYPOT -> {
                Value zero = math.number(0);
                Value origin = math.apply(Operation.EQUAL, v, zero);
                use.accept(a, math.select(origin, zero, math.divide(a, v)));
                use.accept(b, math.select(origin, zero, math.divide(b, v)));
            }
            default -> power(v, use);
        }
    }

    private void power(Value v, BiConsumer<Value, Value> use) {
        Value a = v.a();
        Value b = v.b();
        Value zero = math.number(0);
        if (a.isActive()) {
            Value slope = math.multiply(b, math.apply(Operation.POW, a, math.subtract(b, math.number(1))));
            use.accept(a, b.isConstant() ? slope : math.select(math.apply(Operation.EQUAL, b, zero), zero, slope));
        }
        if (b.isActive()) {
            Value slope = math.multiply(v, math.apply(Operation.LOG, a));
            boolean nonzero = a.isConstant() && a.nearest() != 0;
            use.accept(b, nonzero ? slope : math.select(math.apply(Operation.EQUAL, a, zero), zero, slope));
        }
    }

    private Value unary(Value v) {
        Value a = v.a();
        Value one = math.number(1);
        Value two = math.number(2);
        return switch (v.operation()) {
            case ABS -> math.apply(Operation.SIGN, a);
            case SQRT -> math.divide(math.divide(one, two), v);
            case CBRT -> math.divide(one, math.multiply(math.number(3), math.square(v)));
            case EXP -> v;
            case EXPM1 -> math.add(v, one);
            case LOG -> math.divide(one, a);
            case LOG1P -> math.divide(one, math.add(one, a));
            case LOG2 -> math.divide(math.divide(one, math.apply(Operation.LOG, two)), a);
            case LOG10 -> math.divide(math.divide(one, math.apply(Operation.LOG, math.number(10))), a);
            case SIN -> math.apply(Operation.COS, a);
            case COS -> math.negate(math.apply(Operation.SIN, a));
            case TAN -> math.add(one, math.square(v));
            case ASIN -> math.divide(one, cosineOfArcsine(a));
            case ACOS -> math.negate(math.divide(one, cosineOfArcsine(a)));
            case ATAN -> math.divide(one, math.add(one, math.square(a)));
            case SINH -> math.apply(Operation.COSH, a);
            case COSH -> math.apply(Operation.SINH, a);
            case TANH -> squareOfSecant(a);
            case SIGMOID -> math.multiply(v, math.apply(Operation.SIGMOID, math.negate(a)));
            case SOFTPLUS -> math.apply(Operation.SIGMOID, a);
            case ERF ->
                math.multiply(
                        math.divide(two, math.apply(Operation.SQRT, graph().constant("pi"))),
                        math.apply(Operation.EXP, math.negate(math.square(a))));
            default -> throw new IllegalArgumentException(v + " has no derivative");
        };
    }

    /** 1/cosh² a, as 4·σ(2a)·σ(−2a): without cancellation, and cosh a may overflow. */
    private Value squareOfSecant(Value a) {
        Value twice = math.multiply(math.number(2), a);
        Value product =
                math.multiply(math.apply(Operation.SIGMOID, twice), math.apply(Operation.SIGMOID, math.negate(twice)));
        return math.multiply(math.number(4), product);
    }

    /** √(1 − a²) without cancellation: 1 − a and 1 + a are exact where it matters. */
    private Value cosineOfArcsine(Value a) {
        Value one = math.number(1);
        return math.apply(Operation.SQRT, math.multiply(math.subtract(one, a), math.add(one, a)));
    }

    private Graph graph() {
        return math.graph();
    }
}
