package org.thalweg.core.objective;

import org.thalweg.core.kernel.elementary.Elementary;

/** A double, and nothing else. */
record Plain(double toDouble) implements Real<Plain> {

    @Override
    public Plain plus(Plain other) {
        return new Plain(toDouble + other.toDouble);
    }

    @Override
    public Plain minus(Plain other) {
        return new Plain(toDouble - other.toDouble);
    }

    @Override
    public Plain times(Plain other) {
        return new Plain(toDouble * other.toDouble);
    }

    @Override
    public Plain dividedBy(Plain other) {
        return new Plain(toDouble / other.toDouble);
    }

    @Override
    public Plain plus(double constant) {
        return new Plain(toDouble + constant);
    }

    @Override
    public Plain times(double constant) {
        return new Plain(toDouble * constant);
    }

    @Override
    public Plain exp() {
        return new Plain(Elementary.exp(toDouble));
    }

    @Override
    public Plain log() {
        return new Plain(Elementary.log(toDouble));
    }

    @Override
    public Plain sin() {
        return new Plain(Elementary.sin(toDouble));
    }

    @Override
    public Plain cos() {
        return new Plain(Elementary.cos(toDouble));
    }

    @Override
    public Plain sqrt() {
        return new Plain(Math.sqrt(toDouble));
    }

    @Override
    public Plain tanh() {
        return new Plain(Elementary.tanh(toDouble));
    }

    @Override
    public Plain atan() {
        return new Plain(Elementary.atan(toDouble));
    }

    @Override
    public Plain abs() {
        return new Plain(Math.abs(toDouble));
    }

    @Override
    public Plain power(double exponent) {
        return new Plain(exponent == 2 ? toDouble * toDouble : Elementary.pow(toDouble, exponent));
    }
}
