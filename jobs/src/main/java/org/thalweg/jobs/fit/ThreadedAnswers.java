package org.thalweg.jobs.fit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.fit.rounds.Answers;
import org.thalweg.core.fit.rounds.FitDriver;

/**
 * Answers for a sum with the threads of this process: each takes the next shard that nobody has, and all answers are added up in the tree
 * that a single thread adds them in.
 */
public final class ThreadedAnswers implements Answers, AutoCloseable {
    private final Terms terms;
    private final ExecutorService pool;
    private final int threads;

    private @Nullable Sum sum;

    public ThreadedAnswers(Terms terms, int threads) {
        this.terms = terms;
        this.threads = threads;
        pool = Executors.newFixedThreadPool(threads, (Runnable work) -> {
            Thread thread = new Thread(work, "fit");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The shards, what each has answered last, and who adds that up. */
    private record Sum(List<TermShard> shards, double[][] answers, FitDriver driver) {

        static Sum of(Terms terms, List<TermShard> shards) {
            double[][] answers = new double[shards.size()][0];
            List<TermShard> told = new ArrayList<>();
            for (int id = 0; id < answers.length; id++) {
                told.add(new Told(shards.get(id), answers, id));
            }
            return new Sum(shards, answers, new FitDriver(told, terms.parameters()));
        }
    }

    /** A shard whose answer is there already. */
    private record Told(TermShard shard, double[][] answers, int id) implements TermShard {

        @Override
        public int parameters() {
            return shard.parameters();
        }

        @Override
        public int first() {
            return shard.first();
        }

        @Override
        public void answer(Question question, double[] theta, double[] out) {
            System.arraycopy(answers[id], 0, out, 0, question.length(parameters()));
        }
    }

    @Override
    public double[] answer(Question question, double[] theta) {
        Sum known = sum == null ? Sum.of(terms, open()) : sum;
        sum = known;
        AtomicInteger next = new AtomicInteger();
        List<Callable<Boolean>> workers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            workers.add(() -> work(known, question, theta, next));
        }
        all(workers);
        return known.driver.answer(question, theta);
    }

    /** Opens all shards, each thread a run of them: rows that follow each other are read by one. */
    private List<TermShard> open() {
        int shards = terms.shards();
        List<Callable<List<TermShard>>> workers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Ownership dealt = new Ownership(shards, threads);
            int from = dealt.from(t);
            int to = dealt.to(t);
            workers.add(() -> {
                List<TermShard> run = new ArrayList<>();
                for (int id = from; id < to; id++) {
                    run.add(terms.open(id));
                }
                return run;
            });
        }
        return all(workers).stream().flatMap(List::stream).toList();
    }

    /** What all have worked out, in order. */
    private <T> List<T> all(List<Callable<T>> workers) {
        try {
            List<T> done = new ArrayList<>();
            for (Future<T> each : pool.invokeAll(workers)) {
                done.add(each.get());
            }
            return done;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof IOException failure) {
                throw new UncheckedIOException(failure.getMessage(), failure);
            }
            throw new IllegalStateException(Objects.requireNonNull(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the fit was interrupted", e);
        }
    }

    private static boolean work(Sum sum, Question question, double[] theta, AtomicInteger next) {
        double[][] answers = sum.answers;
        for (int id = next.getAndIncrement(); id < answers.length; id = next.getAndIncrement()) {
            int length = question.length(sum.shards.get(id).parameters());
            if (answers[id].length < length) {
                answers[id] = new double[length];
            }
            sum.shards.get(id).answer(question, theta, answers[id]);
        }
        return true;
    }

    @Override
    public void close() {
        pool.shutdownNow();
        terms.release();
    }
}
