package org.thalweg.core.fit.loss;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The catalogue of losses: a new one is a line here and a file. */
public final class Losses {
    private static final List<String> NAMES =
            List.of("squared", "absolute", "huber", "logistic", CrossEntropy.NAME, "poisson");

    private Losses() {}

    public static List<String> names() {
        return NAMES;
    }

    /**
     * The loss that users call {@code name}, if there is one.
     *
     * @param scale δ of huber, ε of absolute, in the units of the response; empty for the usual
     */
    public static Optional<Loss> named(String name, OptionalDouble scale) {
        return Optional.ofNullable(
                switch (name) {
                    case "squared" -> new Squared();
                    case "absolute" -> new Absolute(scale.orElse(Absolute.USUAL));
                    case "huber" -> new Huber(scale.orElse(Huber.USUAL));
                    case "logistic" -> new Logistic();
                    case CrossEntropy.NAME -> new CrossEntropy();
                    case "poisson" -> new Poisson();
                    default -> null;
                });
    }

    /** Whether the loss has a scale that can be set. */
    public static boolean takesScale(String name) {
        return name.equals("absolute") || name.equals("huber");
    }
}
