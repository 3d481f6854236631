package org.thalweg.core.objective;

import java.util.function.UnaryOperator;

/**
 * A dual number a + b·ε: ε is bigger than 0, smaller than every other number, and ε² = 0.
 *
 * <p>f(a + b·ε) = f(a) + f′(a)·b·ε, so calculating with x + ε carries the exact derivative along (W. K. Clifford, 1871). A dual number
 * over dual numbers carries second derivatives.
 *
 * @param real a
 * @param slope b
 * @param <R> what a and b are
 */
record Dual<R extends Real<R>>(R real, R slope) implements Real<Dual<R>> {

    /** f(a) + f′(a)·b·ε. */
    private Dual<R> chain(R value, UnaryOperator<R> derivative) {
        return new Dual<>(value, derivative.apply(real).times(slope));
    }

    @Override
    public Dual<R> plus(Dual<R> other) {
        return new Dual<>(real.plus(other.real), slope.plus(other.slope));
    }

    @Override
    public Dual<R> minus(Dual<R> other) {
        return new Dual<>(real.minus(other.real), slope.minus(other.slope));
    }

    @Override
    public Dual<R> times(Dual<R> other) {
        return new Dual<>(real.times(other.real), real.times(other.slope).plus(slope.times(other.real)));
    }

    @Override
    public Dual<R> dividedBy(Dual<R> other) {
        R quotient = real.dividedBy(other.real);
        return new Dual<>(quotient, slope.minus(quotient.times(other.slope)).dividedBy(other.real));
    }

    @Override
    public Dual<R> plus(double constant) {
        return new Dual<>(real.plus(constant), slope);
    }

    @Override
    public Dual<R> times(double constant) {
        return new Dual<>(real.times(constant), slope.times(constant));
    }

    @Override
    public Dual<R> exp() {
        R value = real.exp();
        return chain(value, a -> value);
    }

    @Override
    public Dual<R> log() {
        return new Dual<>(real.log(), slope.dividedBy(real));
    }

    @Override
    public Dual<R> sin() {
        return chain(real.sin(), Real::cos);
    }

    @Override
    public Dual<R> cos() {
        return chain(real.cos(), a -> a.sin().negated());
    }

    @Override
    public Dual<R> sqrt() {
        R value = real.sqrt();
        return new Dual<>(value, slope.dividedBy(value.times(2)));
    }

    @Override
    public Dual<R> tanh() {
        R value = real.tanh();
        return chain(value, a -> value.times(value).negated().plus(1));
    }

    @Override
    public Dual<R> atan() {
        return new Dual<>(real.atan(), slope.dividedBy(real.times(real).plus(1)));
    }

    @Override
    public Dual<R> abs() {
        return chain(real.abs(), a -> a.times(0).plus(Math.signum(a.toDouble())));
    }

    @Override
    public Dual<R> power(double exponent) {
        return chain(
                real.power(exponent),
                a -> exponent == 0 ? a.times(0) : a.power(exponent - 1).times(exponent));
    }

    @Override
    public double toDouble() {
        return real.toDouble();
    }
}
