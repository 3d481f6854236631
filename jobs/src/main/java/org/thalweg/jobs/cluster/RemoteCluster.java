package org.thalweg.jobs.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.rest.handler.legacy.messages.ClusterOverviewWithVersion;
import org.apache.flink.runtime.rest.messages.ClusterConfigurationInfoHeaders;
import org.apache.flink.runtime.rest.messages.ConfigurationInfo;
import org.apache.flink.runtime.rest.messages.EmptyMessageParameters;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobConfigHeaders;
import org.apache.flink.runtime.rest.messages.JobConfigInfo;
import org.apache.flink.runtime.rest.messages.JobMessageParameters;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.thalweg.jobs.search.CheckpointFolder;
import org.thalweg.jobs.search.source.SearchRequest;

/** A cluster of separate processes, seen by a client: jobs are handed to it, found on it, and asked how far they are. */
public final class RemoteCluster implements AutoCloseable {
    /**
     * The setting by which a cluster tells what build of Thalweg its own processes run, see {@link Distribution#build}; a
     * cluster that was not started by Thalweg has none.
     */
    public static final String BUILD = "thalweg.build";

    private static final String CHECKPOINTING = "execution.checkpointing.";

    /** How long a job may be without a job manager where another takes over: that is a process to be started, or a pod. */
    private static final Duration TAKEOVER_PATIENCE = Duration.ofMinutes(3);

    /** How long task managers are waited for: longer than one takes to start. */
    private static final Duration SLOTS_PATIENCE = Duration.ofSeconds(20);

    private final Connection connection;
    private final Map<String, String> settings;

    private RemoteCluster(Connection connection, Map<String, String> settings) {
        this.connection = connection;
        this.settings = settings;
    }

    /**
     * Connects to a cluster.
     *
     * @param waiting is called, at most once, when an answer takes long: while this connects, or later
     * @throws ClusterException if nothing answers there, or no Flink, or one of another version
     */
    public static RemoteCluster connect(ClusterAddress address, Runnable waiting) throws ClusterException {
        return over(Connection.open(address, waiting));
    }

    /**
     * Connects to a cluster whose job manager may be starting again.
     *
     * @param waiting is called, at most once, if it is waited for, or an answer takes long: while this connects, or later
     * @throws ClusterException likewise, after a while
     */
    public static RemoteCluster await(ClusterAddress address, Runnable waiting) throws ClusterException {
        return over(Connection.await(address, waiting));
    }

    private static RemoteCluster over(Connection connection) throws ClusterException {
        ClusterAddress address = connection.address();
        try {
            ClusterOverviewWithVersion overview = connection.ask(RestClusterClient::getClusterOverview);
            checkVersion(address, overview.getVersion());
            ConfigurationInfo info = connection.ask(client -> client.sendRequest(
                    ClusterConfigurationInfoHeaders.getInstance(),
                    EmptyMessageParameters.getInstance(),
                    EmptyRequestBody.getInstance()));
            Map<String, String> settings = new HashMap<>();
            info.forEach(entry -> settings.put(entry.getKey(), entry.getValue()));
            return new RemoteCluster(connection, settings);
        } catch (ClusterException e) {
            connection.close();
            throw e;
        } catch (CompletionException e) {
            connection.close();
            throw new ClusterException(
                    "what listens at %s does not answer as Flink's job manager does. Is it the REST port?"
                            .formatted(address),
                    e);
        }
    }

    private static void checkVersion(ClusterAddress address, String theirs) throws ClusterException {
        String ours = EnvironmentInformation.getVersion();
        if (!release(theirs).equals(release(ours))) {
            throw new ClusterException(
                    "the cluster at %s runs Flink %s, and this Thalweg is made for Flink %s. Use a cluster of that version."
                            .formatted(address, theirs, ours));
        }
    }

    /** Major and minor version: {@code 2.3} of {@code 2.3.0}. */
    private static String release(String version) {
        String[] parts = version.split("\\.", 3);
        return parts.length < 2 ? version : parts[0] + "." + parts[1];
    }

    public ClusterAddress address() {
        return connection.address();
    }

    /** How many slots its task managers have. */
    public int slots() throws ClusterException {
        return connection.ask(RestClusterClient::getClusterOverview).getNumSlotsTotal();
    }

    /**
     * Waits for task managers, which may be starting again after a failure.
     *
     * @return how many slots there are
     * @throws ClusterException if there are fewer than wanted for too long
     */
    public int awaitSlots(int wanted) throws ClusterException {
        long deadline = System.nanoTime() + SLOTS_PATIENCE.toNanos();
        int there = slots();
        while (there < wanted && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Connection.BETWEEN_LOOKS.toNanos());
            there = slots();
        }
        if (there < wanted) {
            throw new ClusterException(
                    "the cluster at %s has %s, and %d are wanted. Start more task managers, or give a smaller --parallelism."
                            .formatted(
                                    address(),
                                    there == 0 ? "no slots" : there == 1 ? "1 slot" : there + " slots",
                                    wanted));
        }
        return there;
    }

    /**
     * A new environment whose jobs run on this cluster, and take checkpoints.
     *
     * <p>A cluster of the same build has the jobs' classes already, loaded once, archived and, after the first job, compiled.
     * Any other gets them with each job, to load and to compile anew.
     *
     * @throws IOException if the jar that is to be sent cannot be read
     */
    public StreamExecutionEnvironment environment(Distribution distribution, int parallelism) throws IOException {
        Configuration configuration = new Configuration();
        configuration.set(DeploymentOptions.TARGET, RemoteExecutors.NAME);
        configuration.set(DeploymentOptions.ATTACHED, true);
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        if (!distribution.build().equals(settings.get(BUILD))) {
            configuration.set(
                    PipelineOptions.JARS, List.of(distribution.jobJar().toUri().toString()));
        }
        configuration.addAll(checkpoints());
        return new StreamExecutionEnvironment(
                new RemoteExecutors(connection.client()), configuration, RemoteCluster.class.getClassLoader());
    }

    /**
     * How a search is kept safe: as the cluster's settings say, which Flink itself does not apply to jobs that are handed in
     * from elsewhere; where they say nothing, so that something is kept at all.
     */
    private Configuration checkpoints() {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        settings.forEach((key, value) -> {
            if (key.startsWith(CHECKPOINTING)) {
                configuration.setString(key, value);
            }
        });
        return configuration;
    }

    /** Whether another job manager takes the jobs over when this one is lost. */
    public boolean isTakenOver() {
        String mode = settings.get(HighAvailabilityOptions.HA_MODE.key());
        return mode != null && !mode.equalsIgnoreCase("none");
    }

    /**
     * Waits for another job manager to take over a job that was lost sight of.
     *
     * @return whether one has; false at once where none does that
     */
    public boolean awaitTakeover(String id) throws InterruptedException {
        long deadline = System.nanoTime() + (isTakenOver() ? TAKEOVER_PATIENCE.toNanos() : 0);
        while (System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.sleep(Connection.BETWEEN_ATTEMPTS.toNanos());
            try {
                connection.client().getJobStatus(JobID.fromHexString(id)).get();
                return true;
            } catch (ExecutionException e) {
                // not yet
            }
        }
        return false;
    }

    /** A job on this cluster by its id; whether there is one shows with the first question. */
    public JobClient job(String id) {
        return new RemoteJob(connection.client(), JobID.fromHexString(id), RemoteCluster.class.getClassLoader());
    }

    /** All jobs that the cluster remembers. */
    public List<JobStatusMessage> jobs() throws ClusterException {
        return List.copyOf(connection.ask(RestClusterClient::listJobs));
    }

    /**
     * The words in which the search was asked for that a job is.
     *
     * @throws ClusterException if there is no such job, or it is no search that was asked for in words
     */
    public SearchRequest request(String id) throws ClusterException {
        JobConfigInfo info;
        try {
            info = setUp(JobID.fromHexString(id));
        } catch (CompletionException e) {
            throw new ClusterException(
                    "the cluster at %s knows no job %s (%s).".formatted(address(), id, firstLine(e)), e);
        }
        JobConfigInfo.ExecutionConfigInfo execution = info.getExecutionConfigInfo();
        SearchRequest request = execution == null
                ? SearchRequest.none()
                : SearchRequest.ofParameters(execution.getGlobalJobParameters());
        if (request.isEmpty()) {
            throw new ClusterException(
                    "job %s (%s) is not a search that thalweg was asked for.".formatted(id, info.getJobName()));
        }
        return request;
    }

    /**
     * How a job is set up. One that a job manager has just been given, or has just taken over, has no execution settings yet; and what
     * others asked of it then is answered for a while after.
     */
    private JobConfigInfo setUp(JobID job) throws ClusterException {
        JobMessageParameters parameters = new JobMessageParameters();
        parameters.jobPathParameter.resolve(job);
        long deadline = System.nanoTime() + Connection.PATIENCE.toNanos();
        while (true) {
            JobConfigInfo info = connection.ask(client ->
                    client.sendRequest(JobConfigHeaders.getInstance(), parameters, EmptyRequestBody.getInstance()));
            if (info.getExecutionConfigInfo() != null
                    || connection.ask(client -> client.getJobStatus(job)).isGloballyTerminalState()
                    || System.nanoTime() > deadline) {
                return info;
            }
            LockSupport.parkNanos(Connection.BETWEEN_LOOKS.toNanos());
        }
    }

    private static String firstLine(Throwable failure) {
        Throwable cause = ExceptionUtils.stripCompletionException(failure);
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no answer");
    }

    /** Where a job's checkpoints are; empty if the cluster keeps them in memory. */
    public Optional<CheckpointFolder> checkpoints(String id) {
        return Optional.ofNullable(settings.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY.key()))
                .map(directory -> CheckpointFolder.of(directory, id));
    }

    /** Where savepoints go; empty if whoever asks for one has to say. */
    public Optional<String> savepoints() {
        return Optional.ofNullable(settings.get(CheckpointingOptions.SAVEPOINT_DIRECTORY.key()));
    }

    @Override
    public void close() {
        connection.close();
    }
}
