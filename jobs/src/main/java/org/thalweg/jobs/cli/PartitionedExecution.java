package org.thalweg.jobs.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.rounds.FitResult;
import org.thalweg.jobs.data.DataException;
import org.thalweg.jobs.fit.ChangedFitException;
import org.thalweg.jobs.fit.Fit;
import org.thalweg.jobs.fit.FitGlimpse;
import org.thalweg.jobs.fit.FitProgress;
import org.thalweg.jobs.fit.FitRun;
import org.thalweg.jobs.local.LocalCluster;

/** A fit that runs on Flink, in this process or on a cluster. */
final class PartitionedExecution implements AutoCloseable {
    private static final long SILENCE_MILLIS = 2_000;

    private final FitRun run;
    private final @Nullable String savepoints;
    private final Runnable end;
    private volatile @Nullable String saved;

    private PartitionedExecution(FitRun run, @Nullable String savepoints, Runnable end) {
        this.run = run;
        this.savepoints = savepoints;
        this.end = end;
    }

    /** Begins a fit with so many slots in this process; returns at once. */
    static PartitionedExecution start(Fit fit, int slots) {
        LocalCluster cluster = LocalCluster.start(slots);
        try {
            FitRun run = submitted(fit, cluster.environment());
            return new PartitionedExecution(run, cluster.scratch().toUri().toString(), cluster::close);
        } catch (CommandException e) {
            cluster.close();
            throw e;
        }
    }

    /**
     * Begins a fit on a cluster, or goes on with it; returns at once.
     *
     * @param from where it was saved; null to begin
     */
    static PartitionedExecution on(ClusterRunner runner, Fit fit, int slots, @Nullable String from) {
        FitRun run = submitted(fit, runner.environment(slots, from));
        return new PartitionedExecution(run, runner.cluster().savepoints().orElse(null), runner::close);
    }

    private static FitRun submitted(Fit fit, StreamExecutionEnvironment environment) {
        try {
            return fit.submit(environment);
        } catch (Exception e) { // that is what Flink declares
            throw new CommandException(ExitCode.INTERNAL, "the descent could not be started: " + e.getMessage());
        }
    }

    /** How the fit is now. */
    CompletableFuture<FitGlimpse> glimpse() {
        return run.glimpse();
    }

    /**
     * Waits for the end, and tells every few seconds how far it is.
     *
     * @param limit after which it is ended early; null for none
     */
    FitResult result(PrintStream progress, boolean quiet, @Nullable Duration limit) throws InterruptedException {
        CompletableFuture<FitResult> result = run.result();
        long began = System.nanoTime();
        boolean limited = limit != null;
        while (true) {
            long left = limited && limit != null
                    ? limit.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)
                    : Long.MAX_VALUE;
            if (left <= 0) {
                limited = false;
                var unused = cancel();
            }
            try {
                return result.get(Math.min(SILENCE_MILLIS, Math.max(1, left)), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (!quiet) {
                    tell(progress);
                }
            } catch (ExecutionException | CancellationException e) {
                throw failure(e);
            }
        }
    }

    private static RuntimeException failure(Exception e) {
        ClassLoader loader = PartitionedExecution.class.getClassLoader();
        Optional<DataException> data = ExceptionUtils.findSerializedThrowable(e, DataException.class, loader);
        if (data.isPresent()) {
            return data.get();
        }
        Optional<ChangedFitException> changed =
                ExceptionUtils.findSerializedThrowable(e, ChangedFitException.class, loader);
        if (changed.isPresent()) {
            return new CommandException(
                    ExitCode.CANNOT_RESUME,
                    "cannot go on: %s.".formatted(changed.get().getMessage()));
        }
        return new CommandException(ExitCode.INTERNAL, "the descent failed: %s.".formatted(JobFailure.reason(e)));
    }

    private void tell(PrintStream progress) {
        FitProgress now =
                run.progress().exceptionally(gone -> FitProgress.none()).join();
        if (now.rounds() > 0) {
            progress.printf(
                    Locale.ROOT,
                    "round %,d, iteration %,d: f = %s, largest slope %.3g%n",
                    now.rounds(),
                    now.iterations(),
                    now.value(),
                    now.gradientNorm());
        }
    }

    /** Ends the descent early; {@link #result} then returns where it was. Returns where it is saved, if it is. */
    Optional<String> cancel() {
        String directory = savepoints;
        if (directory != null) {
            try {
                saved = run.stop(directory).join();
                return Optional.of(saved);
            } catch (CompletionException e) {
                // it has not begun yet, or has ended, or the place cannot be written to: it is ended all the same
            }
        }
        run.cancel().exceptionally(ended -> null).join();
        return Optional.empty();
    }

    /** The savepoint that an early end has left. */
    Optional<String> saved() {
        return Optional.ofNullable(saved);
    }

    @Override
    public void close() {
        end.run();
    }
}
