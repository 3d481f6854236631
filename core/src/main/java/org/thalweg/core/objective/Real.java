package org.thalweg.core.objective;

/**
 * A number to calculate with, whatever else it carries: the type that a coded objective is written over once, to be evaluated and
 * differentiated.
 *
 * @param <R> the type itself
 */
public interface Real<R extends Real<R>> {

    R plus(R other);

    R minus(R other);

    R times(R other);

    R dividedBy(R other);

    R plus(double constant);

    R times(double constant);

    R exp();

    /** The natural logarithm. */
    R log();

    R sin();

    R cos();

    R sqrt();

    R tanh();

    R atan();

    /** |x|; its derivative at 0 is taken as 0. */
    R abs();

    /** x^exponent for an exponent that does not vary. */
    R power(double exponent);

    /** The number alone, as a double: to decide upon, not to calculate with, since it carries no derivative. */
    double toDouble();

    default R negated() {
        return times(-1);
    }

    default R minus(double constant) {
        return plus(-constant);
    }

    default R squared() {
        return power(2);
    }
}
