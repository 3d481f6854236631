package org.thalweg.core.expression;

import java.util.ArrayList;
import java.util.List;

/** The partial derivatives of the functions, ∂f/∂aᵢ at a; at a kink, one of those from its sides. */
final class Slopes {

    private static final Expression PI = Expression.Constant.PI;

    private final Algebra algebra;

    Slopes(Algebra algebra) {
        this.algebra = algebra;
    }

    /** The derivative of a call other than min and max with respect to its argument i. */
    Expression of(Expression.Call call, int i) {
        Expression a = call.argument(0);
        return switch (call.function()) {
            case SQRT -> reciprocal(algebra.multiply(number(2), call));
            case CBRT -> reciprocal(algebra.multiply(number(3), algebra.power(call, 2)));
            case EXP -> call;
            case EXPM1 -> algebra.call(Function.EXP, a);
            case LOG -> reciprocal(a);
            case LOG1P -> reciprocal(algebra.add(Algebra.ONE, a));
            case LOG2 -> reciprocal(algebra.multiply(a, algebra.call(Function.LOG, number(2))));
            case LOG10 -> reciprocal(algebra.multiply(a, algebra.call(Function.LOG, number(10))));
            case SIN -> algebra.call(Function.COS, a);
            case COS -> algebra.negate(algebra.call(Function.SIN, a));
            case TAN -> algebra.power(algebra.call(Function.COS, a), -2);
            case ASIN -> reciprocal(root(a));
            case ACOS -> algebra.negate(reciprocal(root(a)));
            case ATAN -> reciprocal(algebra.add(Algebra.ONE, algebra.power(a, 2)));
            case ATAN2 -> angle(a, call.argument(1), i);
            case SINH -> algebra.call(Function.COSH, a);
            case COSH -> algebra.call(Function.SINH, a);
            case TANH -> algebra.power(algebra.call(Function.COSH, a), -2);
            case ABS -> algebra.call(Function.SIGN, a);
            case SIGN, FLOOR, CEIL -> Algebra.ZERO;
            case HYPOT -> algebra.divide(call.argument(i), call);
            case SIGMOID -> algebra.multiply(call, algebra.subtract(Algebra.ONE, call));
            case SOFTPLUS -> algebra.call(Function.SIGMOID, a);
            case ERF ->
                algebra.divide(
                        algebra.multiply(number(2), algebra.call(Function.EXP, algebra.negate(algebra.power(a, 2)))),
                        algebra.call(Function.SQRT, PI));
            case MIN, MAX -> throw new IllegalArgumentException("min and max choose among derivatives: see choose");
        };
    }

    /** The derivative of min or max: that of the argument which is the least, or greatest; of the first such. */
    Expression choose(Expression.Call call, List<Expression> derivatives) {
        Condition.Relation relation = call.function() == Function.MIN
                ? Condition.Relation.LESS_OR_EQUAL
                : Condition.Relation.GREATER_OR_EQUAL;
        List<Expression> rest = new ArrayList<>(call.arguments());
        int last = rest.size() - 1;
        Expression extreme = rest.get(last);
        Expression chosen = derivatives.get(last);
        for (int i = last - 1; i >= 0; i--) {
            algebra.spend(rest.size() - i);
            chosen = algebra.conditional(
                    new Condition.Comparison(relation, rest.get(i), extreme), derivatives.get(i), chosen);
            extreme = new Expression.Call(call.function(), call.arguments().subList(i, rest.size()));
        }
        return chosen;
    }

    private Expression reciprocal(Expression expression) {
        return algebra.divide(Algebra.ONE, expression);
    }

    /** √(1 − a²). */
    private Expression root(Expression a) {
        return algebra.call(Function.SQRT, algebra.subtract(Algebra.ONE, algebra.power(a, 2)));
    }

    /** Of atan2(y, x): x/(x² + y²) and −y/(x² + y²). */
    private Expression angle(Expression y, Expression x, int i) {
        Expression square = algebra.add(algebra.power(x, 2), algebra.power(y, 2));
        return i == 0 ? algebra.divide(x, square) : algebra.negate(algebra.divide(y, square));
    }

    private static Expression number(long value) {
        return Expression.Literal.of(value);
    }
}
