package org.thalweg.core.objective;

/**
 * A number whose origin is on a {@link Tape}.
 *
 * @param step where on the tape it was made
 * @param <R> what the value and its derivatives are
 */
record Taped<R extends Real<R>>(Tape<R> tape, int step, R value) implements Real<Taped<R>> {

    private R one() {
        return tape.one();
    }

    @Override
    public Taped<R> plus(Taped<R> other) {
        return tape.step(value.plus(other.value), this, one(), other, one());
    }

    @Override
    public Taped<R> minus(Taped<R> other) {
        return tape.step(value.minus(other.value), this, one(), other, one().negated());
    }

    @Override
    public Taped<R> times(Taped<R> other) {
        return tape.step(value.times(other.value), this, other.value, other, value);
    }

    @Override
    public Taped<R> dividedBy(Taped<R> other) {
        R quotient = value.dividedBy(other.value);
        return tape.step(
                quotient,
                this,
                one().dividedBy(other.value),
                other,
                quotient.dividedBy(other.value).negated());
    }

    @Override
    public Taped<R> plus(double constant) {
        return tape.step(value.plus(constant), this, one());
    }

    @Override
    public Taped<R> times(double constant) {
        return tape.step(value.times(constant), this, one().times(constant));
    }

    @Override
    public Taped<R> exp() {
        R result = value.exp();
        return tape.step(result, this, result);
    }

    @Override
    public Taped<R> log() {
        return tape.step(value.log(), this, one().dividedBy(value));
    }

    @Override
    public Taped<R> sin() {
        return tape.step(value.sin(), this, value.cos());
    }

    @Override
    public Taped<R> cos() {
        return tape.step(value.cos(), this, value.sin().negated());
    }

    @Override
    public Taped<R> sqrt() {
        R result = value.sqrt();
        return tape.step(result, this, one().dividedBy(result.times(2)));
    }

    @Override
    public Taped<R> tanh() {
        R result = value.tanh();
        return tape.step(result, this, result.times(result).negated().plus(1));
    }

    @Override
    public Taped<R> atan() {
        return tape.step(value.atan(), this, one().dividedBy(value.times(value).plus(1)));
    }

    @Override
    public Taped<R> abs() {
        return tape.step(value.abs(), this, one().times(Math.signum(value.toDouble())));
    }

    @Override
    public Taped<R> power(double exponent) {
        R slope = exponent == 0 ? one().times(0) : value.power(exponent - 1).times(exponent);
        return tape.step(value.power(exponent), this, slope);
    }

    @Override
    public double toDouble() {
        return value.toDouble();
    }
}
