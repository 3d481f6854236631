package org.thalweg.jobs.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchResult;
import org.thalweg.jobs.cluster.RemoteCluster;
import org.thalweg.jobs.search.CheckpointFolder;
import org.thalweg.jobs.search.Glimpse;
import org.thalweg.jobs.search.SavedSearch;
import org.thalweg.jobs.search.SearchProgress;
import org.thalweg.jobs.search.SearchRun;
import org.thalweg.jobs.search.source.SearchRequest;

/** A search that runs on a cluster. */
final class RemoteExecution implements SearchExecution {
    /** What a cluster knows of a search comes with heartbeats, which are no closer than this. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final SearchRun run;
    private final RemoteCluster cluster;
    private final int listed;
    private final Contact contact = new Contact(System::nanoTime, FRESH);
    private final Contact.Question<SearchProgress> progress;
    private final Contact.Question<Glimpse> glimpse;
    private volatile @Nullable Glimpse seen;

    /** @param listed how many minima its result lists at most */
    RemoteExecution(SearchRun run, RemoteCluster cluster, int listed) {
        this.run = run;
        this.cluster = cluster;
        this.listed = listed;
        progress = contact.new Question<>(run::progress);
        glimpse = contact.new Question<>(run::glimpse);
    }

    /** The search that a job is, which was asked for in these words. */
    static RemoteExecution of(String job, SearchRequest request, RemoteCluster cluster, Streams streams, int listed) {
        AskedSearch asked = AskedSearch.of(request, streams);
        return new RemoteExecution(SearchRun.of(asked.specification(), cluster.job(job)), cluster, listed);
    }

    @Override
    public Optional<String> jobId() {
        return Optional.of(run.jobId());
    }

    SearchRun run() {
        return run;
    }

    @Override
    public CompletableFuture<SearchProgress> progress() {
        return progress.get();
    }

    /** While the cluster is silent, what was seen last, as of a search that is recovering. */
    @Override
    public CompletableFuture<Glimpse> glimpse() {
        CompletableFuture<Glimpse> asked = glimpse.get().thenApply(now -> {
            seen = now;
            return now;
        });
        Glimpse last = seen;
        return last != null && contact.isSilent() ? CompletableFuture.completedFuture(last.whileRecovering()) : asked;
    }

    @Override
    public Optional<String> trouble() {
        return contact.isSilent() ? Optional.of(silence(cluster)) : Optional.empty();
    }

    /** What is said while a cluster does not answer. */
    static String silence(RemoteCluster cluster) {
        return "no word from the job manager at %s: %s"
                .formatted(cluster.address(), cluster.isTakenOver() ? "waiting for one to take over" : "trying again");
    }

    @Override
    public SearchResult result() throws InterruptedException {
        while (true) {
            try {
                return run.result(listed).get();
            } catch (ExecutionException | CancellationException e) {
                if (isOfJob(e)) {
                    throw failed(JobFailure.of(e));
                }
                if (!cluster.awaitTakeover(run.jobId())) {
                    throw lost(e);
                }
            }
        }
    }

    /** Whether the cluster tells of the job's failure; else the cluster itself is in trouble. */
    static boolean isOfJob(Exception failure) {
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
