package org.thalweg.core.expression;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A real-valued expression as a tree; equal trees have the same structure and the same names.
 *
 * <p>Chains of one precedence are one node, folded from the left: {@code a - b + c} is an {@link Addition} of three terms
 * and means (a − b) + c. A tree that was parsed is at most {@link Limits#MAX_HEIGHT} nodes high, so a recursive
 * walk is safe; its breadth is bounded by {@link Limits#MAX_NODES} only.
 */
public sealed interface Expression {

    <R> R accept(Visitor<R> visitor);

    /** A case for every kind of expression. */
    interface Visitor<R> {
        R literal(Literal literal);

        R constant(Constant constant);

        R variable(Variable variable);

        R element(Element element);

        R loopIndex(LoopIndex index);

        R given(Given given);

        R local(Local local);

        R negate(Negate negate);

        R addition(Addition addition);

        R multiplication(Multiplication multiplication);

        R power(Power power);

        R call(Call call);

        R sum(Sum sum);

        R product(Product product);

        R conditional(Conditional conditional);

        R block(Block block);
    }

    /**
     * A non-negative number, as it was written and as the nearest double.
     *
     * @param text decimal digits with an optional point and an optional exponent; it is the exact value
     */
    record Literal(String text, double value) implements Expression {
        public Literal {
            if (!(Double.parseDouble(text) == value) || !(value >= 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException(
                        "the literal \"%s\" must be finite, not negative, and have the value %s"
                                .formatted(text, value));
            }
        }

        public static Literal of(String text) {
            return new Literal(text, Double.parseDouble(text));
        }

        public static Literal of(long value) {
            return new Literal(Long.toString(value), value);
        }

        /** The number that was written, which {@link #value} rounds. */
        public BigDecimal exact() {
            return new BigDecimal(text);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.literal(this);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** A named constant; its value is irrational, {@link #value} the nearest double. */
    enum Constant implements Expression {
        PI("pi", Math.PI),
        E("e", Math.E);

        private final String symbol;
        private final double value;

        Constant(String symbol, double value) {
            this.symbol = symbol;
            this.value = value;
        }

        public String symbol() {
            return symbol;
        }

        public double value() {
            return value;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.constant(this);
        }

        @Override
        public String toString() {
            return symbol;
        }
    }

    /** A scalar variable. */
    record Variable(String name) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.variable(this);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** {@code vector[index]}, an element of a vector variable; the first has index 1. */
    record Element(String vector, AffineIndex index) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.element(this);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** The value of the index of an enclosing {@link Sum} or {@link Product}. */
    record LoopIndex(String name) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.loopIndex(this);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** A constant given beside the text ({@code --let}) or {@code n}; absent from {@link Formula#closed}. */
    record Given(String name) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.given(this);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** The value that an enclosing {@link Block} bound to a name. */
    record Local(String name) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.local(this);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** −operand. */
    record Negate(Expression operand) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.negate(this);
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

    /** The sum of at least two terms, added from the left; the first is not subtracted. */
    record Addition(List<Term> terms) implements Expression {
        public Addition {
            terms = List.copyOf(terms);
            if (terms.size() < 2 || terms.get(0).subtracted()) {
                throw new IllegalArgumentException(
                        "an addition has two or more terms, and the first is not subtracted");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.addition(this);
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

    /** A summand with its sign. */
    record Term(boolean subtracted, Expression operand) {}

    /** The product of at least two factors, multiplied and divided from the left; the first is not divided by. */
    record Multiplication(List<Factor> factors) implements Expression {
        public Multiplication {
            factors = List.copyOf(factors);
            if (factors.size() < 2 || factors.get(0).divided()) {
                throw new IllegalArgumentException(
                        "a multiplication has two or more factors, and the first is not divided by");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.multiplication(this);
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

    /** A factor, or a divisor. */
    record Factor(boolean divided, Expression operand) {}

    /** base^exponent. */
    record Power(Expression base, Expression exponent) implements Expression {

        /** The exponent if it is written as an integer, possibly negated, that fits 32 bits. */
        public OptionalInt integerExponent() {
            boolean negative = exponent instanceof Negate;
            Expression magnitude = exponent instanceof Negate negate ? negate.operand() : exponent;
            if (magnitude instanceof Literal literal
                    && literal.value() <= Integer.MAX_VALUE
                    && literal.value() == Math.rint(literal.value())
                    && literal.exact().compareTo(BigDecimal.valueOf((long) literal.value())) == 0) {
                return OptionalInt.of(negative ? -(int) literal.value() : (int) literal.value());
            }
            return OptionalInt.empty();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.power(this);
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

    /** A function applied to as many arguments as it takes. */
    record Call(Function function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
            if (!function.takes(arguments.size())) {
                throw new IllegalArgumentException("%s takes %s, but there are %d"
                        .formatted(function.symbol(), function.arity(), arguments.size()));
            }
        }

        public Call(Function function, Expression argument) {
            this(function, List.of(argument));
        }

        public Expression argument(int i) {
            return arguments.get(i);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.call(this);
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

    /** Σ body for index = from, from + 1, …, to; 0 if to &lt; from. */
    record Sum(String index, AffineIndex from, AffineIndex to, Expression body) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sum(this);
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

    /** Π body for index = from, from + 1, …, to; 1 if to &lt; from. */
    record Product(String index, AffineIndex from, AffineIndex to, Expression body) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.product(this);
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

    /** {@code whenTrue} where the condition holds, {@code whenFalse} elsewhere; the other branch has no effect. */
    record Conditional(Condition condition, Expression whenTrue, Expression whenFalse) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.conditional(this);
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

    /**
     * {@code a = …; b = …; value}: names for values, each visible in the definitions after it and in the value.
     *
     * <p>No name hides another: a name in scope is not bound again.
     */
    record Block(List<Definition> definitions, Expression value) implements Expression {
        public Block {
            definitions = List.copyOf(definitions);
            if (definitions.isEmpty()) {
                throw new IllegalArgumentException("a block has at least one definition");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.block(this);
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

    /** One binding of a {@link Block}. */
    record Definition(String name, Expression value) {}
}
