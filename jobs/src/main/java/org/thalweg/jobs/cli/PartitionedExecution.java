package org.thalweg.jobs.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.rounds.FitResult;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.jobs.cluster.RemoteCluster;
import org.thalweg.jobs.data.DataException;
import org.thalweg.jobs.fit.ChangedFitException;
import org.thalweg.jobs.fit.Fit;
import org.thalweg.jobs.fit.FitGlimpse;
import org.thalweg.jobs.fit.FitProgress;
import org.thalweg.jobs.fit.FitRun;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.jobs.local.LocalMetrics;

/** A fit that runs on Flink, in this process or on a cluster. */
final class PartitionedExecution implements AutoCloseable {
    private static final long SILENCE_MILLIS = 2_000;

    private final FitRun run;
    private final @Nullable RemoteCluster cluster;
    private final @Nullable String savepoints;
    private final Runnable release;
    private final Contact contact = new Contact(System::nanoTime);
    private final Contact.Question<FitGlimpse> glimpse;
    private final Contact.Question<FitProgress> rounds;
    private @Nullable URI metrics;
    private volatile @Nullable FitGlimpse seen;
    private final AtomicReference<@Nullable CompletableFuture<Optional<String>>> ending = new AtomicReference<>();
    private boolean late;

    private PartitionedExecution(
            FitRun run, @Nullable RemoteCluster cluster, @Nullable String savepoints, Runnable release) {
        this.run = run;
        this.cluster = cluster;
        this.savepoints = savepoints;
        this.release = release;
        glimpse = contact.new Question<>(run::glimpse);
        rounds = contact.new Question<>(run::progress);
    }

    /** Begins a fit with so many slots in this process; returns at once. */
    static PartitionedExecution start(Fit fit, int slots) {
        return start(fit, slots, null);
    }

    /**
     * Likewise.
     *
     * @param metricsPort where metrics are served; null for nowhere
     */
    static PartitionedExecution start(Fit fit, int slots, @Nullable Integer metricsPort) {
        LocalCluster local =
                LocalCluster.start(slots, metricsPort == null ? new Configuration() : LocalMetrics.at(metricsPort));
        try {
            FitRun run = submitted(fit, local.environment());
            PartitionedExecution execution = new PartitionedExecution(run, null, null, local::close);
            execution.metrics = local.metrics();
            return execution;
        } catch (CommandException e) {
            local.close();
            throw e;
        }
    }

    /**
     * Begins a fit on a cluster, or goes on with it; returns at once.
     *
     * @param from where it was saved; null to begin
     */
    static PartitionedExecution on(ClusterRunner runner, Fit fit, int slots, @Nullable String from) {
        return of(runner, submitted(fit, runner.environment(slots, from)));
    }

    /** The fit that a job on a cluster is, which goes on when this is closed. */
    static PartitionedExecution of(ClusterRunner runner, FitSpecification specification, String job) {
        return of(runner, FitRun.of(specification, runner.cluster().job(job)));
    }

    private static PartitionedExecution of(ClusterRunner runner, FitRun run) {
        RemoteCluster cluster = runner.cluster();
        return new PartitionedExecution(run, cluster, cluster.savepoints().orElse(null), runner::close);
    }

    private static FitRun submitted(Fit fit, StreamExecutionEnvironment environment) {
        try {
            return fit.submit(environment);
        } catch (Exception e) { // that is what Flink declares
            throw new CommandException(ExitCode.INTERNAL, "the descent could not be started: " + e.getMessage());
        }
    }

    String jobId() {
        return run.jobId().toString();
    }

    /** Where its metrics are served; null if nowhere, or where its cluster does that. */
    @Nullable URI metrics() {
        return metrics;
    }

    /** How the fit is now; while the cluster is silent, or its job begins again, how it was when it was seen last, and recovering. */
    CompletableFuture<FitGlimpse> glimpse() {
        CompletableFuture<FitGlimpse> asked = glimpse.get().thenApply(this::seen);
        FitGlimpse last = seen;
        return last != null && contact.isSilent() ? CompletableFuture.completedFuture(last.recovering(true)) : asked;
    }

    /** A job that begins again tells nothing at first. */
    private FitGlimpse seen(FitGlimpse now) {
        FitGlimpse last = seen;
        if (last != null && last.rounds() > 0 && now.rounds() == 0) {
            return last.recovering(true);
        }
        seen = now;
        return now;
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
                late = true;
                var unused = cancel();
            }
            try {
                return result.get(Math.min(SILENCE_MILLIS, Math.max(1, left)), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (!quiet) {
                    tell(progress);
                }
            } catch (ExecutionException | CancellationException e) {
                if (RemoteExecution.isOfJob(e) || cluster == null || !cluster.awaitTakeover(jobId())) {
                    throw failure(e);
                }
                result = run.result();
            }
        }
    }

    private RuntimeException failure(Exception e) {
        if (late) {
            return new CommandException(ExitCode.TIME_LIMIT, "the time was up before the descent had begun.");
        }
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
        CompletableFuture<FitProgress> asked = rounds.get().exceptionally(gone -> FitProgress.none());
        FitProgress now = asked.completeOnTimeout(FitProgress.none(), SILENCE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
        if (now.rounds() > 0) {
            progress.printf(
                    Locale.ROOT,
                    "round %,d, iteration %,d: f = %s, largest slope %.3g%n",
                    now.rounds(),
                    now.iterations(),
                    now.value(),
                    now.gradientNorm());
        } else if (cluster != null && contact.isSilent()) {
            progress.println(RemoteExecution.silence(cluster));
        }
    }

    /** Whether {@link #result} has ended the descent early, its time being up. */
    boolean isLate() {
        return late;
    }

    /** Ends the descent early; {@link #result} then returns where it was. Returns where it is kept, if it is. */
    Optional<String> cancel() {
        CompletableFuture<Optional<String>> place = new CompletableFuture<>();
        CompletableFuture<Optional<String>> before = ending.compareAndExchange(null, place);
        if (before != null) {
            return before.join();
        }
        try {
            place.complete(end());
        } finally {
            place.complete(Optional.empty());
        }
        return place.join();
    }

    private Optional<String> end() {
        if (cluster == null) {
            endHere();
            return Optional.empty();
        }
        Optional<String> saved = savepoints == null ? Optional.empty() : stop(savepoints);
        if (saved.isEmpty()) {
            run.cancel().exceptionally(ended -> null).join();
        }
        return saved;
    }

    /** Where it was comes with a savepoint, for nobody to go on from: not among the cluster's files, which go when the process ends. */
    private void endHere() {
        try {
            Path place = Files.createTempDirectory("thalweg-end-");
            Optional<String> saved = stop(place.toUri().toString());
            FileUtils.deleteDirectoryQuietly(place.toFile());
            if (saved.isPresent()) {
                return;
            }
        } catch (IOException e) {
            // then there is no place for it, and it is ended all the same
        }
        run.cancel().exceptionally(ended -> null).join();
    }

    /** The path of the savepoint; none if the descent has not begun yet or has ended, or the place cannot be written to. */
    private Optional<String> stop(String directory) {
        try {
            return Optional.of(run.stop(directory).join());
        } catch (CompletionException e) {
            return Optional.empty();
        }
    }

    /** The savepoint that an early end has left on a cluster; waits for one that is being made, though its job has ended. */
    Optional<String> saved() {
        CompletableFuture<Optional<String>> place = ending.get();
        return place == null ? Optional.empty() : place.join();
    }

    @Override
    public void close() {
        release.run();
    }
}
