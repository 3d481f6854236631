package org.thalweg.jobs.cli;

import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.jspecify.annotations.Nullable;
import org.thalweg.jobs.cluster.ClusterAddress;
import org.thalweg.jobs.standalone.StandaloneCluster;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which job on which cluster. */
final class JobArguments {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "JOB",
            description = "the id of the job (default: the one that runs, if there is only one)")
    private @Nullable String job;

    @Option(
            names = "--cluster",
            paramLabel = "HOST:PORT",
            description = "the cluster that it runs on (default: the one started with thalweg cluster start)")
    private @Nullable String cluster;

    /** Connects; the job manager of a cluster that was started here is waited for, since it is started again when it ends. */
    ClusterRunner connect(Streams streams) {
        Optional<ClusterAddress> here = StandaloneCluster.in(
                        StateDirectory.of(streams.environment()).cluster())
                .address();
        ClusterAddress address = cluster == null
                ? here.orElseThrow(
                        () -> new CommandException(
                                ExitCode.CLUSTER_UNREACHABLE,
                                "no cluster was started on this machine. Start one (thalweg cluster start), or say which: --cluster HOST:PORT."))
                : PlaceArguments.address(cluster);
        return here.filter(address::equals).isPresent()
                ? ClusterRunner.await(address, streams)
                : ClusterRunner.connect(address, streams);
    }

    /** The job's id. */
    String job(ClusterRunner runner) {
        if (job != null) {
            if (!job.matches("[0-9a-f]{32}")) {
                throw CommandException.usage("JOB: '%s' is not the id of a job, which has 32 digits from 0 to f.", job);
            }
            return job;
        }
        List<JobStatusMessage> running = runner.jobs().stream()
                .filter(each -> !each.getJobState().isGloballyTerminalState())
                .toList();
        if (running.size() != 1) {
            throw CommandException.usage(
                    "JOB is missing, and %d jobs run on the cluster at %s.%s",
                    running.size(),
                    runner.cluster().address(),
                    running.isEmpty()
                            ? ""
                            : " Say which: "
                                    + String.join(
                                            ", ",
                                            running.stream()
                                                    .map(each -> each.getJobId() + " (" + each.getJobName() + ")")
                                                    .toList())
                                    + ".");
        }
        return running.get(0).getJobId().toString();
    }
}
