package org.thalweg.core.expression;

import org.jspecify.annotations.Nullable;

/**
 * A finished part of a formula during parsing: an expression or a condition.
 *
 * @param token the index of the token at which it begins
 * @param height the nodes on the longest way from its root to a leaf
 */
record Operand(@Nullable Expression expression, @Nullable Condition condition, int token, int height) {

    static Operand of(Expression expression, int token, int height) {
        return new Operand(expression, null, token, height);
    }

    static Operand of(Condition condition, int token, int height) {
        return new Operand(null, condition, token, height);
    }

    /** The number that it is. */
    Expression expression(Tokens tokens) {
        if (expression == null) {
            throw tokens.error(token, "a number is expected here, not a condition: write if(condition, a, b)");
        }
        return expression;
    }

    /** The truth value that it is. */
    Condition condition(Tokens tokens) {
        if (condition == null) {
            throw tokens.error(token, "a condition such as x > 0 is expected here, not a number");
        }
        return condition;
    }
}
