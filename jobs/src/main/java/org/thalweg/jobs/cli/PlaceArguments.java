package org.thalweg.jobs.cli;

import org.jspecify.annotations.Nullable;
import org.thalweg.jobs.cluster.ClusterAddress;
import picocli.CommandLine.Option;

/** Where a search runs, and with how many slots. */
final class PlaceArguments {
    private static final int MOST_SLOTS = 1 << 15;

    @Option(
            names = "--parallelism",
            paramLabel = "P",
            description = "slots to work with (default: one a processor, or all of the cluster)")
    private @Nullable String parallelism;

    @Option(
            names = "--cluster",
            paramLabel = "HOST:PORT",
            description = "run on the cluster whose REST interface listens there (default: in this process)")
    private @Nullable String cluster;

    /** The runner for the place: the given one, or one on a cluster, which is then connected. */
    SearchRunner runner(SearchRunner local, Streams streams) {
        return cluster == null ? local : ClusterRunner.connect(address(cluster), streams);
    }

    /** Whether the search goes to a cluster. */
    boolean isCluster() {
        return cluster != null;
    }

    /** Reads an address that a user typed. */
    static ClusterAddress address(String text) {
        try {
            return ClusterAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--cluster: %s", String.valueOf(e.getMessage()));
        }
    }

    int slots(SearchRunner runner) {
        return parallelism == null ? runner.slots() : WholeNumber.between(1, MOST_SLOTS, "--parallelism", parallelism);
    }
}
