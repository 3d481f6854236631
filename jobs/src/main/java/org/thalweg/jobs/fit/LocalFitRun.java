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
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.local.SignSplit;
import org.thalweg.core.fit.rounds.LossCurve;
import org.thalweg.core.run.LocalFit;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.FinishedDescent;
import org.thalweg.core.search.StopReason;
import org.thalweg.core.stopping.Outcome;

/**
 * Runs the descents of a fit of small data on the threads of this process: each takes the next start that nobody has.
 *
 * <p>A descent is pure in its start's index, and the result is assembled in the order of the starts: the number of threads does not show.
 */
public final class LocalFitRun {
    private final SearchSpecification specification;
    private final FitWatch watch;
    private final List<Course> courses;
    private final int[] linear;
    private @Nullable Traced best;

    /** A descent and how the value fell in it. */
    private record Traced(FinishedDescent descent, LossCurve curve) {
        boolean isBetterThan(@Nullable Traced other) {
            if (other == null || converged() != other.converged()) {
                return other == null || converged();
            }
            int order =
                    Double.compare(descent.end().value(), other.descent.end().value());
            return order < 0 || (order == 0 && descent.start() < other.descent.start());
        }

        private boolean converged() {
            return descent.termination().outcome() == Outcome.CONVERGED;
        }
    }

    /**
     * What one thread minimizes.
     *
     * @param lane sees the evaluations of {@code split}
     */
    public record Course(FitWatch.Lane lane, SignSplit split) {}

    /**
     * @param watch of the lanes of all courses
     * @param courses one a thread
     * @param linear the parameters in which the model is linear, all together
     */
    public LocalFitRun(SearchSpecification specification, FitWatch watch, List<Course> courses, int[] linear) {
        this.specification = specification;
        this.watch = watch;
        this.courses = List.copyOf(courses);
        this.linear = linear.clone();
    }

    /**
     * Runs to the end, or until the watch is told to stop; what was found until then is the result, and each descent that was under way
     * ends at the lowest point that it met.
     *
     * @param listed how many minima the result lists at most
     */
    public SearchResult run(int listed) throws InterruptedException {
        int total = Math.toIntExact(specification.starts().total());
        @Nullable FinishedDescent[] finished = new FinishedDescent[total];
        AtomicLong next = new AtomicLong();
        ExecutorService pool = Executors.newFixedThreadPool(courses.size());
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (Course course : courses) {
                workers.add(pool.submit(() -> work(course, next, finished)));
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
        List<FinishedDescent> all =
                Arrays.stream(finished).filter(Objects::nonNull).toList();
        StopReason reason = watch.isCancelled() ? StopReason.CANCELLED : StopReason.STARTS_SPENT;
        return LocalFit.assemble(specification, all, reason, listed);
    }

    private void work(Course course, AtomicLong next, @Nullable FinishedDescent[] finished) {
        LocalFit fit = new LocalFit(specification, course.split(), linear);
        for (long start = next.getAndIncrement();
                start < finished.length && !watch.isStopped();
                start = next.getAndIncrement()) {
            course.lane().begin(start);
            try {
                FinishedDescent descent = fit.descend(start);
                finished[(int) start] = descent;
                keep(new Traced(descent, fit.curve()));
                course.lane().end();
            } catch (FitWatch.StoppedException e) {
                finished[(int) start] = course.lane().interrupted();
            }
        }
    }

    private synchronized void keep(Traced traced) {
        best = traced.isBetterThan(best) ? traced : best;
    }

    /** How the value fell in the descent that ended lowest; null before one has ended. */
    public synchronized @Nullable LossCurve curve() {
        return best == null ? null : best.curve;
    }
}
