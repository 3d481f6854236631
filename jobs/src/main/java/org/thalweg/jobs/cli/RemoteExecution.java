package org.thalweg.jobs.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchResult;
import org.thalweg.jobs.cluster.ClusterException;
import org.thalweg.jobs.cluster.RemoteCluster;
import org.thalweg.jobs.search.CheckpointFolder;
import org.thalweg.jobs.search.Glimpse;
import org.thalweg.jobs.search.SavedSearch;
import org.thalweg.jobs.search.SearchProgress;
import org.thalweg.jobs.search.SearchRun;

/**
 * A search that runs on a cluster.
 *
 * @param listed how many minima its result lists at most
 */
record RemoteExecution(SearchRun run, RemoteCluster cluster, int listed) implements SearchExecution {

    /**
     * The search that a job is.
     *
     * @throws CommandException if there is no such job, or it is no search
     */
    static RemoteExecution of(String job, RemoteCluster cluster, Streams streams, int listed) {
        try {
            AskedSearch asked = AskedSearch.of(cluster.request(job), streams);
            return new RemoteExecution(SearchRun.of(asked.specification(), cluster.job(job)), cluster, listed);
        } catch (ClusterException e) {
            throw ClusterRunner.unreachable(e);
        }
    }

    @Override
    public Optional<String> jobId() {
        return Optional.of(run.jobId());
    }

    @Override
    public CompletableFuture<SearchProgress> progress() {
        return run.progress();
    }

    @Override
    public CompletableFuture<Glimpse> glimpse() {
        return run.glimpse();
    }

    @Override
    public SearchResult result() throws InterruptedException {
        try {
            return run.result(listed).get();
        } catch (ExecutionException | CancellationException e) {
            throw isOfJob(e) ? failed(JobFailure.of(e)) : lost(e);
        }
    }

    /** Whether the cluster tells of the job's failure; else the cluster itself is in trouble. */
    private static boolean isOfJob(Exception failure) {
        return ExceptionUtils.findThrowable(failure, JobExecutionException.class)
                .isPresent();
    }

    private CommandException failed(CommandException failure) {
        SavedSearch saved = newestCheckpoint();
        return saved == null || failure.exitCode() != ExitCode.INTERNAL
                ? failure
                : new CommandException(
                        ExitCode.INTERNAL, "%s To go on: %s".formatted(failure.getMessage(), resumption(saved.path())));
    }

    private CommandException lost(Exception failure) {
        String sentence = "the cluster at %s lost the search (job %s): %s."
                .formatted(cluster.address(), run.jobId(), JobFailure.reason(failure));
        SavedSearch saved = newestCheckpoint();
        if (saved == null) {
            return new LostSearchException(sentence + " No checkpoint of it can be read from here.", null);
        }
        return new LostSearchException(
                "%s What it had found at its last checkpoint is written. To go on: %s"
                        .formatted(sentence, resumption(saved.path())),
                saved.result(run.specification(), listed));
    }

    private @Nullable SavedSearch newestCheckpoint() {
        try {
            Optional<CheckpointFolder> folder = cluster.checkpoints(run.jobId());
            return folder.isEmpty() ? null : folder.get().newest().orElse(null);
        } catch (IOException e) {
            return null; // the place is on a machine or a store that only the cluster knows
        }
    }

    private String resumption(String path) {
        return ResumeCommand.line(path, Optional.of(cluster.address()));
    }

    /** Saves the search where the cluster keeps savepoints; where it cannot, the search is ended all the same. */
    @Override
    public Optional<String> stop() {
        Optional<String> directory = cluster.savepoints();
        if (directory.isPresent()) {
            try {
                return Optional.of(resumption(run.stop(directory.get()).join()));
            } catch (CompletionException e) {
                // it has not begun yet, or the place cannot be written to
            }
        }
        run.cancel().join();
        return Optional.empty();
    }
}
