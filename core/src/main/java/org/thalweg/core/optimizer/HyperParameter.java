package org.thalweg.core.optimizer;

/** Checks of hyper-parameters, with the message that a user of the command line reads. */
final class HyperParameter {

    private HyperParameter() {}

    static void positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("%s (%s) must be a positive number".formatted(name, value));
        }
    }

    static void share(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException("%s (%s) must lie in [0, 1)%s"
                    .formatted(name, value, value > 1 ? ". Maybe you meant 1 minus its reciprocal?" : ""));
        }
    }
}
