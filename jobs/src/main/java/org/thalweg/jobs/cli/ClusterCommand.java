package org.thalweg.jobs.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.MemorySize;
import org.jspecify.annotations.Nullable;
import org.thalweg.jobs.cluster.ClusterException;
import org.thalweg.jobs.cluster.Distribution;
import org.thalweg.jobs.standalone.ClusterPlan;
import org.thalweg.jobs.standalone.StandaloneCluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A cluster on this machine. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "A Flink cluster of separate processes on this machine: starts it, ends it, says what runs.",
        subcommands = {ClusterCommand.Start.class, ClusterCommand.Stop.class, ClusterCommand.StatusOf.class})
final class ClusterCommand implements Callable<Integer> {

    /** A command without a verb asks how things are. */
    @Mixin
    private Place place = new Place();

    private final Streams streams;

    ClusterCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        return new StatusOf(streams).report(place.cluster(streams));
    }

    /** Where the cluster's files are. */
    private static final class Place {
        @Option(
                names = "--directory",
                paramLabel = "DIR",
                description = "the cluster's files: logs, checkpoints, savepoints (default: ~/.thalweg/cluster)")
        private @Nullable Path directory;

        StandaloneCluster cluster(Streams streams) {
            return StandaloneCluster.in(
                    directory == null ? StateDirectory.of(streams.environment()).cluster() : directory);
        }
    }

    /** Starts one. */
    @Command(
            name = "start",
            mixinStandardHelpOptions = true,
            description = {
                "Starts a cluster and prints HOST:PORT, which --cluster takes.",
                "Processes of it that are killed are started again."
            })
    static final class Start implements Callable<Integer> {
        private static final int MOST = 1_000;

        private final Streams streams;

        @Mixin
        private Place place = new Place();

        @Option(
                names = "--task-managers",
                paramLabel = "N",
                defaultValue = "1",
                description = "how many processes work (default: 1)")
        private String taskManagers = "1";

        @Option(
                names = "--slots",
                paramLabel = "K",
                description = "slots of each (default: the processors, shared out over the task managers)")
        private @Nullable String slots;

        @Option(
                names = "--memory",
                paramLabel = "SIZE",
                defaultValue = "1536m",
                description = "memory of one task manager, such as 4g (default: 1536m)")
        private String memory = "1536m";

        @Option(
                names = "--port",
                paramLabel = "PORT",
                description = "of the REST interface and the web page of Flink (default: a free one from 8081 on)")
        private @Nullable String port;

        @Option(
                names = "--ha",
                description =
                        "keep jobs over the loss of the job manager too; takes a ZooKeeper, which is started with it")
        private boolean highlyAvailable;

        @Option(
                names = "-D",
                paramLabel = "KEY=VALUE",
                arity = "1",
                description = "a setting of Flink, over those of conf/config.yaml; repeatable")
        private Map<String, String> settings = new LinkedHashMap<>();

        Start(Streams streams) {
            this.streams = streams;
        }

        @Override
        public Integer call() {
            Distribution distribution = Distribution.here()
                    .orElseThrow(
                            () -> new CommandException(
                                    ExitCode.INTERNAL,
                                    "a cluster is started from a distribution, which this program does not run from. Use bin/thalweg."));
            try {
                streams.out().println(place.cluster(streams).start(plan(), settings, distribution));
                return ExitCode.FOUND.code();
            } catch (ClusterException e) {
                throw new CommandException(ExitCode.INTERNAL, String.valueOf(e.getMessage()));
            }
        }

        private ClusterPlan plan() {
            int managers = WholeNumber.between(1, MOST, "--task-managers", taskManagers);
            int each = slots == null
                    ? Math.max(1, Runtime.getRuntime().availableProcessors() / managers)
                    : WholeNumber.between(1, MOST, "--slots", slots);
            int chosen = port == null ? 0 : WholeNumber.between(1, (1 << 16) - 1, "--port", port);
            return new ClusterPlan(managers, each, size(memory), highlyAvailable, chosen);
        }

        private static MemorySize size(String text) {
            try {
                return MemorySize.parse(text.toLowerCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw CommandException.usage("--memory: '%s' is not a size. Sizes look like 1536m or 4g.", text);
            }
        }
    }

    /** Ends it. */
    @Command(
            name = "stop",
            mixinStandardHelpOptions = true,
            description = "Ends the cluster and all its processes; its logs, checkpoints and savepoints stay.")
    static final class Stop implements Callable<Integer> {
        private final Streams streams;

        @Mixin
        private Place place = new Place();

        Stop(Streams streams) {
            this.streams = streams;
        }

        @Override
        public Integer call() {
            StandaloneCluster cluster = place.cluster(streams);
            try {
                if (cluster.stop() == 0) {
                    streams.err().println("thalweg: no cluster ran (%s).".formatted(cluster.directory()));
                }
                return ExitCode.FOUND.code();
            } catch (ClusterException e) {
                throw new CommandException(ExitCode.INTERNAL, String.valueOf(e.getMessage()));
            }
        }
    }

    /** Says how it is. */
    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description =
                    "Says where the cluster listens, and which processes and jobs it has; exit code 5 if it does not run.")
    static final class StatusOf implements Callable<Integer> {
        private final Streams streams;

        @Mixin
        private Place place = new Place();

        StatusOf(Streams streams) {
            this.streams = streams;
        }

        @Override
        public Integer call() {
            return report(place.cluster(streams));
        }

        int report(StandaloneCluster cluster) {
            try {
                return new ClusterReport(cluster, streams.out()).print().code();
            } catch (ClusterException e) {
                throw ClusterRunner.unreachable(e);
            }
        }
    }
}
