package org.thalweg.jobs.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.thalweg.core.fit.local.SignSplit;
import org.thalweg.core.run.LocalFit;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.FinishedDescent;
import org.thalweg.core.search.StopReason;

/**
 * Runs the descents of a fit of small data on the threads of this process: each takes the next start that nobody has.
 *
 * <p>A descent is pure in its start's index, and the result is assembled in the order of the starts: the number of threads does not show.
 */
public final class LocalFitRun {
    private final SearchSpecification specification;
    private final SignSplit split;
    private final int[] linear;
    private final int threads;

    /**
     * @param split what is minimized
     * @param linear the parameters in which the model is linear, all together
     */
    public LocalFitRun(SearchSpecification specification, SignSplit split, int[] linear, int threads) {
        this.specification = specification;
        this.split = split;
        this.linear = linear.clone();
        this.threads = (int) Math.min(threads, specification.starts().total());
    }

    /** @param listed how many minima the result lists at most */
    public SearchResult run(int listed) throws InterruptedException {
        int total = Math.toIntExact(specification.starts().total());
        FinishedDescent[] finished = new FinishedDescent[total];
        AtomicLong next = new AtomicLong();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                workers.add(pool.submit(() -> work(next, finished)));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(Objects.requireNonNull(e.getCause()));
        } finally {
            pool.shutdownNow();
        }
        return LocalFit.assemble(specification, Arrays.asList(finished), StopReason.STARTS_SPENT, listed);
    }

    private void work(AtomicLong next, FinishedDescent[] finished) {
        LocalFit fit = new LocalFit(specification, threads == 1 ? split : split.copy(), linear);
        for (long start = next.getAndIncrement(); start < finished.length; start = next.getAndIncrement()) {
            finished[(int) start] = fit.descend(start);
        }
    }
}
