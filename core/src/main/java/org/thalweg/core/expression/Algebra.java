package org.thalweg.core.expression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Builds expressions in simplified form, from simplified parts.
 *
 * <p>Numbers are calculated exactly, as rationals, while they are short; like terms and like factors are collected; 0·a is
 * 0, 1·a is a, a^0 is 1. So the value may differ from that of the plain form where a part is infinite or undefined
 * (0·log(x) at x = 0), and in rounding. What is not touched stays as it is written.
 *
 * <p>It keeps an account of its work, so no formula takes unbounded time: past {@link #MAX_WORK} it gives up with an {@link
 * ExpressionException}.
 */
final class Algebra {

    static final Expression ZERO = Expression.Literal.of(0);
    static final Expression ONE = Expression.Literal.of(1);
    private static final Expression MINUS_ONE = new Expression.Negate(ONE);

    private static final long MAX_WORK = 8_000_000;

    private final SortedMap<String, Long> integers;
    private final Fingerprints fingerprints = new Fingerprints();
    private final Map<Expression.Literal, Optional<Rational>> rationals = new HashMap<>();
    private long work;

    /** @param integers the values of the given integers that indices and bounds may name */
    Algebra(SortedMap<String, Long> integers) {
        this.integers = integers;
    }

    Fingerprints.Key key(Expression expression) {
        return fingerprints.key(expression);
    }

    void spend(int steps) {
        work += steps;
        if (work > MAX_WORK) {
            throw tooLarge();
        }
    }

    private static ExpressionException tooLarge() {
        return new ExpressionException(
                "the derivative is too large to be written as a formula; name its parts: r = ...; then use r");
    }

    static boolean isZero(Expression expression) {
        return expression instanceof Expression.Literal literal && literal.value() == 0;
    }

    static boolean isOne(Expression expression) {
        return expression instanceof Expression.Literal literal
                && literal.value() == 1
                && Rational.of(literal).filter(Rational::isOne).isPresent();
    }

    /** The number that an expression is, if it is written as one: 2, −2, 2/3, −2/3. */
    Optional<Rational> rational(Expression expression) {
        if (expression instanceof Expression.Literal literal) {
            return rationals.computeIfAbsent(literal, Rational::of);
        }
        if (expression instanceof Expression.Negate negate) {
            return rational(negate.operand()).map(Rational::negate);
        }
        if (expression instanceof Expression.Multiplication product
                && product.factors().size() == 2) {
            Expression.Factor second = product.factors().get(1);
            if (second.divided() && second.operand() instanceof Expression.Literal divisor && divisor.value() != 0) {
                Optional<Rational> inverse = Rational.of(divisor).flatMap(number -> number.power(Rational.of(-1)));
                return inverse.flatMap(
                        factor -> rational(product.factors().get(0).operand()).map(factor::times));
            }
        }
        return Optional.empty();
    }

    Expression number(Rational value) {
        if (value.isOne()) {
            return ONE;
        }
        if (value.negate().isOne()) {
            return MINUS_ONE;
        }
        if (value.isInteger() && value.signum() > 0) {
            return value.literal().orElseThrow();
        }
        return new Monomial(this).times(value).expression();
    }

    Expression add(Expression left, Expression right) {
        Optional<Rational> one = rational(left);
        Optional<Rational> other = one.isPresent() ? rational(right) : one;
        return other.isPresent() ? number(one.orElseThrow().plus(other.get())) : add(List.of(left, right));
    }

    Expression subtract(Expression left, Expression right) {
        return add(List.of(left, negate(right)));
    }

    /** The sum, with like terms collected, in the order of their first appearance, but a positive one first. */
    Expression add(List<Expression> terms) {
        Map<Fingerprints.Key, Rational> collected = new LinkedHashMap<>();
        terms.forEach(term -> collect(term, Rational.ONE, collected));
        List<Expression.Term> sum = new ArrayList<>();
        Optional<Fingerprints.Key> first = leading(collected);
        first.ifPresent(unit -> {
            Rational coefficient = collected.getOrDefault(unit, Rational.ZERO);
            sum.add(new Expression.Term(false, scale(coefficient, unit.expression())));
            collected.remove(unit);
        });
        collected.forEach((unit, coefficient) -> {
            if (coefficient.signum() != 0) {
                sum.add(new Expression.Term(coefficient.signum() < 0, scale(coefficient.abs(), unit.expression())));
            }
        });
        if (sum.isEmpty()) {
            return ZERO;
        }
        return sum.size() == 1 ? sum.get(0).operand() : new Expression.Addition(sum);
    }

    private static Optional<Fingerprints.Key> leading(Map<Fingerprints.Key, Rational> terms) {
        Optional<Fingerprints.Key> positive = terms.keySet().stream()
                .filter(unit -> terms.getOrDefault(unit, Rational.ZERO).signum() > 0)
                .findFirst();
        return positive.or(() -> terms.keySet().stream()
                .filter(unit -> terms.getOrDefault(unit, Rational.ZERO).signum() < 0)
                .findFirst());
    }

    private void collect(Expression term, Rational sign, Map<Fingerprints.Key, Rational> collected) {
        spend(1);
        if (term instanceof Expression.Addition addition) {
            for (Expression.Term part : addition.terms()) {
                collect(part.operand(), part.subtracted() ? sign.negate() : sign, collected);
            }
        } else if (term instanceof Expression.Negate negate) {
            collect(negate.operand(), sign.negate(), collected);
        } else if (term instanceof Expression.Literal || term instanceof Expression.Multiplication) {
            Monomial monomial = new Monomial(this).times(term);
            collected.merge(key(monomial.unit()), monomial.coefficient().times(sign), Rational::plus);
        } else {
            collected.merge(key(term), sign, Rational::plus);
        }
    }

    Expression multiply(Expression... factors) {
        Monomial product = new Monomial(this);
        for (Expression factor : factors) {
            product.times(factor);
        }
        return product.expression();
    }

    Expression divide(Expression dividend, Expression divisor) {
        return new Monomial(this).times(dividend).dividedBy(divisor).expression();
    }

    Expression scale(Rational factor, Expression expression) {
        return factor.isOne()
                ? expression
                : new Monomial(this).times(factor).times(expression).expression();
    }

    Expression negate(Expression expression) {
        return scale(Rational.of(-1), expression);
    }

    Expression power(Expression base, Expression exponent) {
        return new Monomial(this).timesPower(base, exponent).expression();
    }

    Expression power(Expression base, long exponent) {
        return power(base, number(Rational.of(exponent)));
    }

    /** A function's value; known ones at 0, 1 and e are filled in. */
    Expression call(Function function, Expression... arguments) {
        Expression first = arguments[0];
        boolean atZero = isZero(first);
        boolean atOne = isOne(first);
        return switch (function) {
            case SQRT -> squareRoot(first);
            case CBRT -> atZero || atOne ? first : new Expression.Call(function, first);
            case SIN, TAN, SINH, TANH, ASIN, ATAN, EXPM1, LOG1P, ERF, ABS, SIGN, FLOOR, CEIL ->
                atZero ? ZERO : new Expression.Call(function, first);
            case EXP, COS, COSH -> atZero ? ONE : new Expression.Call(function, first);
            case LOG -> atOne ? ZERO : first == Expression.Constant.E ? ONE : new Expression.Call(function, first);
            default -> new Expression.Call(function, List.of(arguments));
        };
    }

    /** √a, a number if a is the square of one. */
    private Expression squareRoot(Expression a) {
        Optional<Rational> number = rational(a).filter(value -> value.signum() >= 0);
        if (number.isPresent()) {
            BigInteger above = number.get().numerator().sqrt();
            BigInteger below = number.get().denominator().sqrt();
            Rational root = new Rational(above, below, number.get().decimal());
            if (root.times(root).compareTo(number.get()) == 0) {
                return number(root);
            }
        }
        return new Expression.Call(Function.SQRT, a);
    }

    /** A conditional whose condition is decided here if it compares numbers. */
    Expression conditional(Condition condition, Expression whenTrue, Expression whenFalse) {
        if (whenTrue.equals(whenFalse)) {
            return whenTrue;
        }
        if (condition instanceof Condition.Comparison comparison) {
            Optional<Rational> left = rational(comparison.left());
            Optional<Rational> right = rational(comparison.right());
            if (left.isPresent() && right.isPresent()) {
                boolean holds = comparison.relation().test(left.get().compareTo(right.get()), 0);
                return holds ? whenTrue : whenFalse;
            }
        }
        return new Expression.Conditional(condition, whenTrue, whenFalse);
    }

    /** Σ body: 0 or one term if the range is so short, a product if the body does not depend on the index. */
    Expression sum(String index, AffineIndex from, AffineIndex to, Expression body) {
        if (isZero(body)) {
            return ZERO;
        }
        if (body instanceof Expression.Multiplication || body instanceof Expression.Negate) {
            Monomial product = new Monomial(this).times(body);
            if (!product.coefficient().isOne()) {
                return scale(product.coefficient(), sum(index, from, to, product.unit()));
            }
        }
        return reduce(index, from, to, body)
                .orElseGet(() -> isCounted(index, from, to, body)
                        ? multiply(expression(count(from, to)), body)
                        : new Expression.Sum(index, from, to, body));
    }

    /** Π body: 1 or one factor if the range is so short, a power if the body does not depend on the index. */
    Expression product(String index, AffineIndex from, AffineIndex to, Expression body) {
        if (isOne(body) || isEmpty(from, to)) {
            return ONE;
        }
        return reduce(index, from, to, body)
                .orElseGet(() -> isCounted(index, from, to, body)
                        ? power(body, expression(count(from, to)))
                        : new Expression.Product(index, from, to, body));
    }

    private boolean isEmpty(AffineIndex from, AffineIndex to) {
        AffineIndex count = settle(count(from, to));
        return count.isConstant() && count.constant() <= 0;
    }

    private boolean isCounted(String index, AffineIndex from, AffineIndex to, Expression body) {
        return settle(count(from, to)).isConstant() && !Mentions.of(index, body);
    }

    /** The body alone if the range is one index, 0 if it is empty. */
    private Optional<Expression> reduce(String index, AffineIndex from, AffineIndex to, Expression body) {
        if (isEmpty(from, to)) {
            return Optional.of(ZERO);
        }
        boolean isSingle = settle(count(from, to)).equals(AffineIndex.of(1));
        return isSingle ? Optional.of(Rewriting.substitute(this, index, from, body)) : Optional.empty();
    }

    static AffineIndex count(AffineIndex from, AffineIndex to) {
        return to.minus(from).plus(AffineIndex.of(1));
    }

    /** An index with the given integers replaced by their values. */
    AffineIndex settle(AffineIndex index) {
        return Rewriting.settle(index, integers);
    }

    /** An index as a number. */
    Expression expression(AffineIndex index) {
        List<Expression> terms = new ArrayList<>();
        for (AffineIndex.Monomial monomial : index.monomials()) {
            Monomial product = new Monomial(this).times(Rational.of(monomial.coefficient()));
            for (String symbol : monomial.symbols()) {
                product.times(
                        integers.containsKey(symbol) ? new Expression.Given(symbol) : new Expression.LoopIndex(symbol));
            }
            terms.add(product.expression());
        }
        return divide(add(terms), number(Rational.of(index.denominator())));
    }

    /** Refuses a tree whose text would be too long: parts that are shared in memory are written each time. */
    void requirePrintable(Expression expression) {
        IdentityHashMap<Object, Long> sizes = new IdentityHashMap<>();
        PostOrder.walk(expression, sizes::containsKey, node -> {
            long size = 1;
            for (Object child : Structure.takeApart(node).children()) {
                size = Math.min(Limits.MAX_NODES + 1L, size + sizes.getOrDefault(child, 0L));
            }
            sizes.put(node, size);
        });
        if (sizes.getOrDefault(expression, 0L) > Limits.MAX_NODES) {
            throw tooLarge();
        }
    }
}
