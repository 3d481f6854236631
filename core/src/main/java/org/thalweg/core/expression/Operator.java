package org.thalweg.core.expression;

import org.jspecify.annotations.Nullable;

/** An operator of a formula; those of higher precedence bind tighter. */
enum Operator {
    OR(1),
    AND(2),
    LESS(3, Condition.Relation.LESS),
    LESS_OR_EQUAL(3, Condition.Relation.LESS_OR_EQUAL),
    GREATER(3, Condition.Relation.GREATER),
    GREATER_OR_EQUAL(3, Condition.Relation.GREATER_OR_EQUAL),
    EQUAL(3, Condition.Relation.EQUAL),
    NOT_EQUAL(3, Condition.Relation.NOT_EQUAL),
    ADD(4),
    SUBTRACT(4),
    MULTIPLY(5),
    DIVIDE(5),
    NEGATE(6),
    NOT(6),
    POWER(7);

    private final int precedence;
    private final Condition.@Nullable Relation relation;

    Operator(int precedence) {
        this(precedence, null);
    }

    Operator(int precedence, Condition.@Nullable Relation relation) {
        this.precedence = precedence;
        this.relation = relation;
    }

    int precedence() {
        return precedence;
    }

    /** The relation of a comparison. */
    Condition.@Nullable Relation relation() {
        return relation;
    }

    boolean isPrefix() {
        return this == NEGATE || this == NOT;
    }

    /** Whether operands of this precedence are gathered in one node. */
    boolean isChain() {
        return switch (this) {
            case OR, AND, ADD, SUBTRACT, MULTIPLY, DIVIDE -> true;
            default -> false;
        };
    }

    /** The operator between two operands that a token stands for, or null. */
    static @Nullable Operator infix(Token token) {
        return switch (token) {
            case PLUS -> ADD;
            case MINUS -> SUBTRACT;
            case TIMES -> MULTIPLY;
            case DIVIDE -> DIVIDE;
            case POWER -> POWER;
            case LESS -> LESS;
            case LESS_OR_EQUAL -> LESS_OR_EQUAL;
            case GREATER -> GREATER;
            case GREATER_OR_EQUAL -> GREATER_OR_EQUAL;
            case EQUAL -> EQUAL;
            case NOT_EQUAL -> NOT_EQUAL;
            case AND -> AND;
            case OR -> OR;
            default -> null;
        };
    }
}
