package org.thalweg.core.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an {@code if} asks: a comparison of two expressions, or several joined. A comparison with NaN is false, save !=. */
public sealed interface Condition {

    <R> R accept(Visitor<R> visitor);

    /** A case for every kind of condition. */
    interface Visitor<R> {
        R comparison(Comparison comparison);

        R conjunction(Conjunction conjunction);

        R disjunction(Disjunction disjunction);

        R negation(Negation negation);
    }

    /** How two values are compared. */
    enum Relation {
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        EQUAL("=="),
        NOT_EQUAL("!=");

        private final String symbol;

        Relation(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        /** Whether {@code left} stands in this relation to {@code right}, as IEEE 754 has it. */
        public boolean test(double left, double right) {
            return switch (this) {
                case LESS -> left < right;
                case LESS_OR_EQUAL -> left <= right;
                case GREATER -> left > right;
                case GREATER_OR_EQUAL -> left >= right;
                case EQUAL -> left == right;
                case NOT_EQUAL -> left != right;
            };
        }
    }

    /** {@code left relation right}. */
    record Comparison(Relation relation, Expression left, Expression right) implements Condition {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.comparison(this);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return Structure.equal(this, other);
        }

        @Override
        public int hashCode() {
            return Structure.hash(this);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** All of at least two conditions. */
    record Conjunction(List<Condition> conditions) implements Condition {
        public Conjunction {
            conditions = atLeastTwo(conditions);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.conjunction(this);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return Structure.equal(this, other);
        }

        @Override
        public int hashCode() {
            return Structure.hash(this);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** Any of at least two conditions. */
    record Disjunction(List<Condition> conditions) implements Condition {
        public Disjunction {
            conditions = atLeastTwo(conditions);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.disjunction(this);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return Structure.equal(this, other);
        }

        @Override
        public int hashCode() {
            return Structure.hash(this);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** Not the condition. */
    record Negation(Condition operand) implements Condition {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.negation(this);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return Structure.equal(this, other);
        }

        @Override
        public int hashCode() {
            return Structure.hash(this);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    private static List<Condition> atLeastTwo(List<Condition> conditions) {
        if (conditions.size() < 2) {
            throw new IllegalArgumentException("&& and || join two or more conditions");
        }
        return List.copyOf(conditions);
    }
}
