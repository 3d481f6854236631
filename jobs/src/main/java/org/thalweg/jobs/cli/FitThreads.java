package org.thalweg.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.fit.rounds.SummedObjective;
import org.thalweg.jobs.fit.ThreadedAnswers;

/** The threads that share passes over data, until this is closed. */
final class FitThreads implements AutoCloseable {
    private final int threads;
    private final List<Runnable> opened = new ArrayList<>();

    FitThreads(int threads) {
        this.threads = threads;
    }

    /** A sum as an objective that they evaluate together; that the calling thread evaluates where there is one. */
    SummedObjective objective(Terms terms) {
        if (threads == 1) {
            opened.add(terms::release);
            return new SummedObjective(terms);
        }
        ThreadedAnswers answers = new ThreadedAnswers(terms, threads);
        opened.add(answers::close);
        return new SummedObjective(terms, answers);
    }

    @Override
    public void close() {
        opened.forEach(Runnable::run);
    }
}
