package org.thalweg.core.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/**
 * A rational number in lowest terms.
 *
 * @param denominator positive
 * @param decimal whether a number with a decimal point went into it, so that it is written as one again if it can be
 */
record Rational(BigInteger numerator, BigInteger denominator, boolean decimal) {

    static final Rational ZERO = of(0);
    static final Rational ONE = of(1);

    private static final int MAX_SCALE = 30;
    private static final int MAX_BITS = 96;
    private static final int MAX_DIGITS = 17;
    private static final int MAX_EXPONENT = 64;

    Rational {
        if (denominator.signum() == 0) {
            throw new ArithmeticException("division by 0");
        }
        if (!denominator.equals(BigInteger.ONE)) {
            BigInteger divisor = numerator.gcd(denominator);
            if (denominator.signum() < 0) {
                divisor = divisor.negate();
            }
            numerator = numerator.divide(divisor);
            denominator = denominator.divide(divisor);
        }
    }

    static Rational of(long value) {
        return new Rational(BigInteger.valueOf(value), BigInteger.ONE, false);
    }

    static Rational of(BigInteger value) {
        return new Rational(value, BigInteger.ONE, false);
    }

    /** The number that was written, unless it has so many digits that it is better left alone. */
    static Optional<Rational> of(Expression.Literal literal) {
        BigDecimal exact = literal.exact();
        if (exact.precision() > MAX_SCALE || Math.abs(exact.scale()) > MAX_SCALE) {
            return Optional.empty();
        }
        boolean decimal = !literal.text().chars().allMatch(Characters::isDigit);
        BigInteger power = BigInteger.TEN.pow(Math.abs(exact.scale()));
        return Optional.of(
                exact.scale() >= 0
                        ? new Rational(exact.unscaledValue(), power, decimal)
                        : new Rational(exact.unscaledValue().multiply(power), BigInteger.ONE, decimal));
    }

    Rational plus(Rational that) {
        return new Rational(
                numerator.multiply(that.denominator).add(that.numerator.multiply(denominator)),
                denominator.multiply(that.denominator),
                decimal || that.decimal);
    }

    Rational times(Rational that) {
        return new Rational(
                numerator.multiply(that.numerator), denominator.multiply(that.denominator), decimal || that.decimal);
    }

    Rational negate() {
        return new Rational(numerator.negate(), denominator, decimal);
    }

    Rational abs() {
        return signum() < 0 ? negate() : this;
    }

    /** This to an integer power, unless the result has too many digits or does not exist. */
    Optional<Rational> power(Rational exponent) {
        if (!exponent.isInteger()
                || exponent.numerator.abs().compareTo(BigInteger.valueOf(MAX_EXPONENT)) > 0
                || (signum() == 0 && exponent.signum() < 0)) {
            return Optional.empty();
        }
        int n = exponent.numerator.intValue();
        Rational power = n >= 0
                ? new Rational(numerator.pow(n), denominator.pow(n), decimal)
                : new Rational(denominator.pow(-n), numerator.pow(-n), decimal);
        return power.isShort() ? Optional.of(power) : Optional.empty();
    }

    int signum() {
        return numerator.signum();
    }

    boolean isInteger() {
        return denominator.equals(BigInteger.ONE);
    }

    boolean isOne() {
        return isInteger() && numerator.equals(BigInteger.ONE);
    }

    /** Whether it can be written in a few digits. */
    boolean isShort() {
        return numerator.bitLength() <= MAX_BITS && denominator.bitLength() <= MAX_BITS;
    }

    int compareTo(Rational that) {
        return numerator.multiply(that.denominator).compareTo(that.numerator.multiply(denominator));
    }

    /** As a single number, if it is not negative and has a short one: an integer, or a decimal if {@link #decimal}. */
    Optional<Expression.Literal> literal() {
        if (isInteger()) {
            String digits = numerator.toString();
            boolean plain = digits.length() <= MAX_DIGITS;
            return Optional.of(Expression.Literal.of(plain ? digits : text(new BigDecimal(numerator))));
        }
        if (!decimal) {
            return Optional.empty();
        }
        try {
            BigDecimal quotient = new BigDecimal(numerator).divide(new BigDecimal(denominator));
            boolean fits = quotient.precision() <= MAX_DIGITS;
            return fits ? Optional.of(Expression.Literal.of(text(quotient))) : Optional.empty();
        } catch (ArithmeticException notTerminating) {
            return Optional.empty();
        }
    }

    private static String text(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        int magnitude = stripped.precision() - stripped.scale();
        boolean plain = -5 <= magnitude && magnitude <= MAX_DIGITS;
        return plain
                ? stripped.toPlainString()
                : stripped.toString().toLowerCase(Locale.ROOT).replace("+", "");
    }
}
