package org.thalweg.core.fit.rounds;

import org.thalweg.core.fit.Question;

/** Whoever answers questions for a whole sum: one thread, or many. The bits do not depend on who. */
public interface Answers {

    /** The sum of all shards' answers at {@code theta}, which is read; a new array. */
    double[] answer(Question question, double[] theta);
}
