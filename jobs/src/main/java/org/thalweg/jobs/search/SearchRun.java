package org.thalweg.jobs.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.ResultAssembly;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.client.JobEnd;
import org.thalweg.jobs.monitor.MonitorFunction;
import org.thalweg.jobs.monitor.MonitorState;
import org.thalweg.jobs.search.archive.ArchiveFunction;
import org.thalweg.jobs.search.archive.ArchiveState;
import org.thalweg.jobs.search.archive.Findings;
import org.thalweg.jobs.search.archive.ResultParts;
import org.thalweg.monitoring.history.History;

/**
 * A search that runs on a cluster, seen by its client: how far it is, and its result.
 *
 * <p>What the client knows of a running search arrives with Flink's heartbeats ({@code heartbeat.interval}).
 */
public final class SearchRun {
    private final SearchSpecification specification;
    private final JobClient client;
    private byte[] lastSealed = {};
    private @Nullable SearchResult lastSoFar;

    SearchRun(SearchSpecification specification, JobClient client) {
        this.specification = specification;
        this.client = client;
    }

    /**
     * The search that a job is.
     *
     * @param specification what that job was given
     */
    public static SearchRun of(SearchSpecification specification, JobClient client) {
        return new SearchRun(specification, client);
    }

    /** The name of the job on its cluster: 32 hexadecimal digits. */
    public String jobId() {
        return client.getJobID().toString();
    }

    public SearchSpecification specification() {
        return specification;
    }

    /** What the cluster says of the job. */
    public CompletableFuture<JobStatus> status() {
        return client.getJobStatus();
    }

    /** How far the search is; nothing done, before the first heartbeat. */
    public CompletableFuture<SearchProgress> progress() {
        return client.getAccumulators().thenApply(this::progress);
    }

    private SearchProgress progress(Map<String, Object> accumulators) {
        return SearchProgress.of(
                specification, (MonitorState) accumulators.getOrDefault(MonitorFunction.PROGRESS, MonitorState.none()));
    }

    /** How far the search is, what it has found and how it came there. */
    public CompletableFuture<Glimpse> glimpse() {
        return client.getAccumulators().thenCombine(client.getJobStatus(), this::glimpse);
    }

    private Glimpse glimpse(Map<String, Object> accumulators, JobStatus status) {
        byte[] sealed = (byte[]) accumulators.getOrDefault(ArchiveFunction.FINDINGS, new byte[0]);
        History history = (History) accumulators.getOrDefault(MonitorFunction.HISTORY, MonitorFunction.NO_HISTORY);
        boolean recovering = status == JobStatus.RESTARTING || status == JobStatus.FAILING;
        return new Glimpse(progress(accumulators), soFar(sealed), history, recovering);
    }

    /** The same object while the search shows the same: it shows something new far less often than it is asked. */
    private synchronized @Nullable SearchResult soFar(byte[] sealed) {
        if (!Arrays.equals(sealed, lastSealed)) {
            try {
                lastSoFar = Findings.serializer().deserialize(sealed).result(specification);
            } catch (IOException e) {
                throw new CompletionException(e);
            }
            lastSealed = sealed;
        }
        return lastSoFar;
    }

    /**
     * The result, when the search has ended: by itself, by its time limit or by {@link #stop}. If its job fails or is
     * cancelled this completes with that failure.
     *
     * @param listed how many minima, and how many other stationary points, it lists at most
     */
    public CompletableFuture<SearchResult> result(int listed) {
        return client.getJobExecutionResult().thenApply(ended -> assemble(ended, listed));
    }

    /** The result with the standard number of minima. */
    public CompletableFuture<SearchResult> result() {
        return result(ResultAssembly.LISTED);
    }

    private SearchResult assemble(JobExecutionResult ended, int listed) {
        byte[] sealed = ResultParts.join(ended.getAllAccumulatorResults());
        try {
            ArchiveState state = ArchiveState.serializer().deserialize(sealed);
            return ResultAssembly.assemble(specification, state.tally(), state.reason(), listed);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /**
     * Ends the search early and saves where it is, so that it can go on from there; the result is what was found so far.
     *
     * @param directory where to save it
     * @return the path of the savepoint
     */
    public CompletableFuture<String> stop(String directory) {
        return JobEnd.withSavepoint(client, directory);
    }

    /** Ends the job and forgets what it found. */
    public CompletableFuture<Void> cancel() {
        return JobEnd.cancelled(client);
    }
}
