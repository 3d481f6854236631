package org.thalweg.jobs.cli;

import org.jspecify.annotations.Nullable;
import org.thalweg.jobs.cli.output.Digits;
import org.thalweg.jobs.fit.Fit;
import picocli.CommandLine.Option;

/** Where a fit is worked at: by threads of this process, or by Flink, in this process or on a cluster. */
final class FitPlaceArguments {
    private static final int MOST_SLOTS = 1024;

    @Option(
            names = "--parallelism",
            paramLabel = "P",
            description =
                    "threads to work with, or slots of the cluster (default: one a processor, or all of the cluster)")
    private @Nullable String parallelism;

    @Option(
            names = "--partitioned",
            description = "descend on Flink: the rows are dealt to --parallelism workers, whose sums are added up; the "
                    + "result has the same bits at any parallelism")
    private boolean partitioned;

    @Option(
            names = "--cluster",
            paramLabel = "HOST:PORT",
            description =
                    "descend on the cluster whose REST interface listens there, as with --partitioned; the workers "
                            + "read CSV and LIBSVM themselves, so the file must be where they can reach it")
    private @Nullable String cluster;

    @Option(
            names = "--from",
            paramLabel = "PATH",
            arity = "1",
            description = "with --cluster: go on from where the same fit was saved")
    private @Nullable String from;

    @Option(names = "--detach", description = "with --cluster: print the job's id and leave it running")
    private boolean detach;

    /** Whether the fit is left where it runs. */
    boolean isDetached() {
        if (detach && cluster == null) {
            throw CommandException.usage("--detach needs --cluster: a local fit ends with this process.");
        }
        return detach;
    }

    /** Whether Flink descends. */
    boolean isShared() {
        return partitioned || cluster != null;
    }

    /** Finds the place, and connects to it where it is a cluster. */
    Place open(Streams streams) {
        if (cluster != null) {
            ClusterRunner runner = ClusterRunner.connect(PlaceArguments.address(cluster), streams);
            int slots = parallelism == null ? runner.slots() : workers(parallelism);
            runner.prepare(slots, null);
            return new Place(runner, slots, true, from == null ? null : SavedPlace.uri(from), null);
        }
        if (from != null) {
            throw CommandException.usage("--from needs --cluster: a local fit is not kept.");
        }
        int threads = parallelism == null ? Runtime.getRuntime().availableProcessors() : workers(parallelism);
        return new Place(null, threads, partitioned, null, null);
    }

    private static int workers(String parallelism) {
        return WholeNumber.between(1, MOST_SLOTS, "--parallelism", parallelism);
    }

    /**
     * The place.
     *
     * @param runner of the cluster; null for this process
     * @param workers how many threads or slots
     * @param isShared whether Flink descends there
     * @param from where the fit was saved; null to begin
     * @param job that the fit is already; null to begin
     */
    record Place(
            @Nullable ClusterRunner runner,
            int workers,
            boolean isShared,
            @Nullable String from,
            @Nullable String job) implements AutoCloseable {

        /** Where a fit runs that somebody else began. */
        static Place of(ClusterRunner runner, String job) {
            return new Place(runner, runner.slotsNow(), true, null, job);
        }

        boolean isCluster() {
            return runner != null;
        }

        /** Whether the fit is somebody else's. */
        boolean isJoined() {
            return job != null;
        }

        /** How many threads of this process work. */
        int threads() {
            return runner == null ? workers : Runtime.getRuntime().availableProcessors();
        }

        /** The place in few words. */
        String text() {
            return runner == null ? "local, " + Digits.count(workers, "thread", "threads") : runner.place(workers);
        }

        /** Begins a fit on Flink, or joins it there; returns at once. */
        PartitionedExecution begin(Fit fit) {
            if (runner == null) {
                return PartitionedExecution.start(fit, workers);
            }
            return job == null
                    ? PartitionedExecution.on(runner, fit, workers, from)
                    : PartitionedExecution.of(runner, fit.specification(), job);
        }

        @Override
        public void close() {
            if (runner != null) {
                runner.close();
            }
        }
    }
}
