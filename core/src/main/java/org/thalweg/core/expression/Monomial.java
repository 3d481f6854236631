package org.thalweg.core.expression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A product taken apart: a rational coefficient, and factors with their exponents, each base once.
 *
 * <p>That x^a·x^b is x^(a+b) holds where the powers are defined.
 */
final class Monomial {

    private final Algebra algebra;
    private Rational coefficient = Rational.ONE;
    private final Map<Fingerprints.Key, Expression> exponents = new LinkedHashMap<>();

    Monomial(Algebra algebra) {
        this.algebra = algebra;
    }

    Rational coefficient() {
        return coefficient;
    }

    /** A factor base^exponent. */
    record Factor(Expression base, Expression exponent) {}

    /** The factors other than the coefficient, in order of appearance. */
    List<Factor> factors() {
        List<Factor> factors = new ArrayList<>(exponents.size());
        exponents.forEach((base, exponent) -> factors.add(new Factor(base.expression(), exponent)));
        return factors;
    }

    Monomial times(Rational factor) {
        coefficient = coefficient.times(factor);
        return this;
    }

    /** Multiplies by a factor, taking products, quotients and powers apart. */
    Monomial times(Expression factor) {
        return times(factor, Rational.ONE);
    }

    Monomial dividedBy(Expression divisor) {
        return times(divisor, Rational.of(-1));
    }

    /** Multiplies by factor^sign, where the sign is 1 or −1. */
    private Monomial times(Expression factor, Rational sign) {
        if (factor instanceof Expression.Multiplication product) {
            for (Expression.Factor part : product.factors()) {
                times(part.operand(), part.divided() ? sign.negate() : sign);
            }
        } else if (factor instanceof Expression.Negate negate) {
            coefficient = coefficient.negate();
            times(negate.operand(), sign);
        } else if (factor instanceof Expression.Power power) {
            timesPower(power.base(), algebra.scale(sign, power.exponent()));
        } else {
            timesPower(factor, algebra.number(sign));
        }
        return this;
    }

    /** Multiplies by base^exponent. */
    Monomial timesPower(Expression base, Expression exponent) {
        algebra.spend(1);
        Optional<Rational> power = algebra.rational(exponent);
        Optional<Rational> value = algebra.rational(base).flatMap(number -> power.flatMap(number::power));
        if (value.isPresent() && coefficient.times(value.get()).isShort()) {
            coefficient = coefficient.times(value.get());
            return this;
        }
        if (power.isPresent() && power.get().isInteger()) {
            if (base instanceof Expression.Power inner && isInteger(inner.exponent())) {
                return timesPower(inner.base(), algebra.multiply(inner.exponent(), exponent));
            }
            if (base instanceof Expression.Multiplication && power.get().abs().isOne()) {
                return times(base, power.get());
            }
            if (base instanceof Expression.Negate negate) {
                coefficient = power.get().numerator().testBit(0) ? coefficient.negate() : coefficient;
                return timesPower(negate.operand(), exponent);
            }
        }
        exponents.merge(algebra.key(base), exponent, algebra::add);
        return this;
    }

    private boolean isInteger(Expression exponent) {
        return algebra.rational(exponent).filter(Rational::isInteger).isPresent();
    }

    /** The factors without the coefficient, as an expression. */
    Expression unit() {
        return write(Rational.ONE);
    }

    Expression expression() {
        return write(coefficient);
    }

    /** As it is written by hand: sign, number, symbols, sums, functions; what is divided by comes after one stroke. */
    private Expression write(Rational factor) {
        if (factor.signum() == 0) {
            return Algebra.ZERO;
        }
        List<Expression> above = new ArrayList<>();
        List<Expression> below = new ArrayList<>();
        List<Factor> sorted = factors();
        sorted.sort(Comparator.comparingInt(part -> rank(part.base(), part.exponent())));
        for (Factor part : sorted) {
            Optional<Rational> exponent = algebra.rational(part.exponent());
            if (exponent.isPresent() && exponent.get().signum() < 0) {
                below.add(power(part.base(), algebra.number(exponent.get().negate())));
            } else if (exponent.isEmpty() || exponent.get().signum() > 0) {
                above.add(power(part.base(), part.exponent()));
            }
        }
        Rational magnitude = factor.abs();
        Optional<Expression.Literal> number = magnitude.literal();
        if (number.isEmpty()) {
            below.add(0, algebra.number(Rational.of(magnitude.denominator())));
            number = Rational.of(magnitude.numerator()).literal();
        }
        if (above.isEmpty() || !number.equals(Rational.ONE.literal())) {
            above.add(0, number.orElseThrow());
        }
        if (factor.signum() < 0) {
            above.set(0, new Expression.Negate(above.get(0)));
        }
        List<Expression.Factor> factors = new ArrayList<>();
        above.forEach(part -> factors.add(new Expression.Factor(false, part)));
        if (!below.isEmpty()) {
            factors.add(new Expression.Factor(true, product(below)));
        }
        return factors.size() == 1 ? factors.get(0).operand() : new Expression.Multiplication(factors);
    }

    private static Expression product(List<Expression> factors) {
        if (factors.size() == 1) {
            return factors.get(0);
        }
        return new Expression.Multiplication(
                factors.stream().map(part -> new Expression.Factor(false, part)).toList());
    }

    private Expression power(Expression base, Expression exponent) {
        boolean isOne = algebra.rational(exponent).filter(Rational::isOne).isPresent();
        return isOne ? base : new Expression.Power(base, exponent);
    }

    private int rank(Expression base, Expression exponent) {
        boolean numeric = algebra.rational(exponent).isPresent();
        if (base instanceof Expression.Literal
                || base instanceof Expression.Constant
                || base instanceof Expression.Given) {
            return numeric ? 0 : 4;
        }
        if (base instanceof Expression.Variable
                || base instanceof Expression.Element
                || base instanceof Expression.LoopIndex
                || base instanceof Expression.Local) {
            return 1;
        }
        return base instanceof Expression.Addition ? 3 : 4;
    }
}
