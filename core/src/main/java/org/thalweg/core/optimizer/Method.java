package org.thalweg.core.optimizer;

import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * An entry of the catalogue of {@link Methods}.
 *
 * @param name what users type
 * @param description what it is, in a line
 * @param bounds how it honours bounds, in a few words
 * @param takesStep whether a learning rate can be given
 * @param gradientTolerance the gradient tolerance that it is expected to reach, its default
 * @param factory makes the method, with the learning rate or its default
 */
public record Method(
        String name,
        String description,
        String bounds,
        boolean takesStep,
        double gradientTolerance,
        Function<OptionalDouble, Optimizer<?>> factory) {

    /** The method with its default learning rate. */
    public Optimizer<?> create() {
        return factory.apply(OptionalDouble.empty());
    }

    /** The method with the learning rate {@code step}. */
    public Optimizer<?> create(double step) {
        if (!takesStep) {
            throw new IllegalArgumentException(
                    "method %s finds its steps itself and takes no step (%s). Methods that do: %s"
                            .formatted(name, step, Methods.namesThatTakeStep()));
        }
        return factory.apply(OptionalDouble.of(step));
    }

    /** The derivatives that the method reads. */
    public DerivativeOrder order() {
        return create().order();
    }
}
