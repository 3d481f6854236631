package org.thalweg.jobs.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.thalweg.jobs.cluster.ClusterAddress;
import org.thalweg.jobs.cluster.ClusterException;
import org.thalweg.jobs.cluster.RemoteCluster;
import org.thalweg.jobs.standalone.StandaloneCluster;

/** What there is to say of a cluster on this machine: a line each for its address, its processes and its jobs. */
record ClusterReport(StandaloneCluster cluster, PrintStream out) {

    /** Prints it; tells whether the cluster runs. */
    ExitCode print() throws ClusterException {
        Optional<ClusterAddress> address = cluster.address();
        if (address.isEmpty()) {
            out.println("no cluster runs (" + cluster.directory() + ")");
            for (StandaloneCluster.Member member : cluster.members()) {
                if (member.alive()) {
                    out.println("left behind: %s, process %d; thalweg cluster stop ends it"
                            .formatted(member.name(), member.pid()));
                }
            }
            return ExitCode.CLUSTER_UNREACHABLE;
        }
        out.println("%s (%s)".formatted(address.get(), cluster.directory()));
        for (StandaloneCluster.Member member : cluster.members()) {
            out.println("  %-16s process %-8d %s"
                    .formatted(member.name(), member.pid(), member.alive() ? "runs" : "is being started again"));
        }
        List<String> metrics = cluster.metrics();
        if (!metrics.isEmpty()) {
            out.println("  metrics          " + String.join(" ", metrics));
        }
        try (RemoteCluster remote = RemoteCluster.connect(address.get(), () -> {})) {
            out.println("  %d slots".formatted(remote.slots()));
            remote.jobs()
                    .forEach(job -> out.println(
                            "  job %s %s %s".formatted(job.getJobId(), job.getJobState(), job.getJobName())));
        }
        return ExitCode.FOUND;
    }
}
