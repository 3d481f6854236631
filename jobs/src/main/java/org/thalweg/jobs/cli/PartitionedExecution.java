package org.thalweg.jobs.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.util.ExceptionUtils;
import org.thalweg.core.fit.rounds.FitResult;
import org.thalweg.jobs.data.DataException;
import org.thalweg.jobs.fit.Fit;
import org.thalweg.jobs.fit.FitGlimpse;
import org.thalweg.jobs.fit.FitProgress;
import org.thalweg.jobs.fit.FitRun;
import org.thalweg.jobs.local.LocalCluster;

/** A fit that runs on a Flink cluster inside this process. */
final class PartitionedExecution implements AutoCloseable {
    private static final long SILENCE_SECONDS = 2;

    private final LocalCluster cluster;
    private final FitRun run;

    private PartitionedExecution(LocalCluster cluster, FitRun run) {
        this.cluster = cluster;
        this.run = run;
    }

    /** Begins a fit with so many slots; returns at once. */
    static PartitionedExecution start(Fit fit, int slots) {
        LocalCluster cluster = LocalCluster.start(slots);
        try {
            return new PartitionedExecution(cluster, fit.submit(cluster.environment()));
        } catch (Exception e) { // that is what Flink declares
            cluster.close();
            throw new CommandException(ExitCode.INTERNAL, "the descent could not be started: " + e.getMessage());
        }
    }

    /** How the fit is now. */
    CompletableFuture<FitGlimpse> glimpse() {
        return run.glimpse();
    }

    /** Waits for the end, and tells every few seconds how far it is. */
    FitResult result(PrintStream progress, boolean quiet) throws InterruptedException {
        CompletableFuture<FitResult> result = run.result();
        while (true) {
            try {
                return result.get(SILENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                if (!quiet) {
                    tell(progress);
                }
            } catch (ExecutionException | CancellationException e) {
                Optional<DataException> data = ExceptionUtils.findSerializedThrowable(
                        e, DataException.class, PartitionedExecution.class.getClassLoader());
                if (data.isPresent()) {
                    throw data.get();
                }
                throw new CommandException(
                        ExitCode.INTERNAL, "the descent failed: %s.".formatted(JobFailure.reason(e)));
            }
        }
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

    /** Ends the descent early; {@link #result} then returns where it was. */
    void cancel() {
        run.stop(cluster.scratch().toUri().toString())
                .exceptionally(failure -> {
                    var unused = run.cancel();
                    return "";
                })
                .join();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
