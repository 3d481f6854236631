package org.thalweg.core.fit;

/**
 * A fixed share of the terms of a sum F(θ) = Σ f(θ), with the data that they need. One instance serves one thread.
 *
 * <p>An answer is a function of question and point alone: the same bits on any machine, at any time.
 */
public interface TermShard {

    /** w, how many parameters its terms read. */
    int parameters();

    /** The index, among all parameters, of the first that its terms read: θ and answers cover {@code first()} … {@code first() + w − 1}. */
    default int first() {
        return 0;
    }

    /**
     * Overwrites the first {@link Question#length} doubles of {@code out} with the answer at {@code theta}; reads {@code theta}, w
     * doubles.
     */
    void answer(Question question, double[] theta, double[] out);
}
