package org.thalweg.core.search;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The ways to draw starting points, by the names that users type. */
public enum Sampling {
    /** {@link SobolSampler}; the default. */
    SOBOL("sobol", "scrambled Sobol sequence: evenly spread in any number of starts") {
        @Override
        public StartSampler sampler(long seed, long starts) {
            return new SobolSampler(seed);
        }
    },
    /** {@link UniformSampler}. */
    UNIFORM("uniform", "independent uniform points") {
        @Override
        public StartSampler sampler(long seed, long starts) {
            return new UniformSampler(seed);
        }
    },
    /** {@link LatinHypercubeSampler} with all starts in one block. */
    LATIN_HYPERCUBE("latin-hypercube", "one start in each of as many slices of every coordinate as there are starts") {
        @Override
        public StartSampler sampler(long seed, long starts) {
            return new LatinHypercubeSampler(seed, starts);
        }
    },
    /** {@link HaltonSampler}. */
    HALTON("halton", "Halton sequence with random digits: evenly spread") {
        @Override
        public StartSampler sampler(long seed, long starts) {
            return new HaltonSampler(seed);
        }
    };

    private final String text;
    private final String description;

    Sampling(String text, String description) {
        this.text = text;
        this.description = description;
    }

    /** The name that users type, such as {@code latin-hypercube}. */
    public String text() {
        return text;
    }

    /** A few words for people who choose. */
    public String description() {
        return description;
    }

    /**
     * The sampler of a search.
     *
     * @param starts how many points the search will draw if nothing ends it early, at least 1
     */
    public abstract StartSampler sampler(long seed, long starts);

    /** The way of the given name. */
    public static Sampling named(String name) {
        for (Sampling sampling : values()) {
            if (sampling.text.equals(name)) {
                return sampling;
            }
        }
        String known = Arrays.stream(values()).map(Sampling::text).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("sampler (%s) must be one of %s".formatted(name, known));
    }
}
