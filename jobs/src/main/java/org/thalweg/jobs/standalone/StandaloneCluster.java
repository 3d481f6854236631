package org.thalweg.jobs.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.thalweg.jobs.cluster.ClusterAddress;
import org.thalweg.jobs.cluster.ClusterException;
import org.thalweg.jobs.cluster.Distribution;
import org.thalweg.jobs.cluster.RemoteCluster;

/**
 * A cluster on this machine: a job manager, some task managers, perhaps a ZooKeeper, each a process, and one more that
 * starts them again when they end.
 */
public final class StandaloneCluster {
    private static final String HOST = "127.0.0.1";
    private static final int FIRST_PORT = 8081;
    private static final int LAST_PORT = 8181;
    private static final int ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration END_PATIENCE = Duration.ofSeconds(15);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final ClusterDirectory directory;

    private StandaloneCluster(ClusterDirectory directory) {
        this.directory = directory;
    }

    /** The cluster, running or not, whose files are in a directory. */
    public static StandaloneCluster in(Path directory) {
        return new StandaloneCluster(
                new ClusterDirectory(directory.toAbsolutePath().normalize()));
    }

    /** Where it listens; empty if it does not run. */
    public Optional<ClusterAddress> address() {
        try {
            return directory.isSupervised() ? directory.address() : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Its files. */
    public Path directory() {
        return directory.root();
    }

    /** One of its processes: name, number, and whether it lives. */
    public record Member(String name, long pid, boolean alive) {}

    /** The processes that it has or had when it was last seen. */
    public List<Member> members() throws ClusterException {
        try {
            return directory.processes().stream()
                    .map(mark ->
                            new Member(mark.name(), mark.pid(), mark.process().isPresent()))
                    .toList();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Where its processes serve their metrics, as {@code HOST:PORT}, the job manager's first; none where they do not. */
    public List<String> metrics() throws ClusterException {
        try {
            return MetricsPorts.read(directory.metricsTargets());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Starts the cluster and waits until all its task managers work.
     *
     * @param own settings of Flink, over those of the distribution
     * @throws ClusterException if it cannot, or runs already; then nothing is left running that was started
     */
    public ClusterAddress start(ClusterPlan plan, Map<String, String> own, Distribution distribution)
            throws ClusterException {
        try {
            refuseSecond();
            checkMemory(plan);
            Configuration wanted = ClusterSettings.read(distribution.flinkSettings());
            own.forEach(wanted::setString);
            wanted.setString(RemoteCluster.BUILD, distribution.build());
            Optional<ClusterAddress> address = Optional.empty();
            for (int i = 1; address.isEmpty(); i++) {
                address = attempt(plan, wanted, distribution, i < ATTEMPTS);
            }
            Files.writeString(directory.addressFile(), address.get().toString());
            return address.get();
        } catch (IOException e) {
            throw unusable(e);
        } catch (IllegalConfigurationException e) {
            throw new ClusterException("the settings do not fit together: %s".formatted(e.getMessage()), e);
        }
    }

    /** Empty if a port was taken by somebody else between being found free and being listened at, and another may be tried. */
    private Optional<ClusterAddress> attempt(
            ClusterPlan plan, Configuration wanted, Distribution distribution, boolean again)
            throws IOException, ClusterException {
        directory.clean();
        directory.create();
        int[] ports = ports(plan);
        Configuration settings = ClusterSettings.of(wanted, plan, directory, ports);
        ClusterSettings.write(settings, directory.conf());
        MetricsPorts metrics = MetricsPorts.of(settings, ClusterProcesses.namesOfFlink(plan));
        new ClusterProcesses(distribution, directory, plan, settings, metrics).write();
        metrics.write(directory.metricsTargets());
        ClusterAddress address = new ClusterAddress(HOST, ports[0]);
        Optional<String> reason = await(plan, address, startSupervisor(distribution, address));
        if (reason.isEmpty()) {
            return Optional.of(address);
        }
        if (again && reason.get().contains(Supervisor.PORT_TAKEN)) {
            return Optional.empty();
        }
        throw new ClusterException(
                "the cluster did not come up: %s. Its logs are in %s.".formatted(reason.get(), directory.logs()));
    }

    private ClusterException unusable(IOException e) {
        return new ClusterException(
                "the directory %s cannot be used: %s. --directory names another.".formatted(directory.root(), e), e);
    }

    private void refuseSecond() throws IOException, ClusterException {
        if (directory.isSupervised()) {
            throw new ClusterException(
                    "a cluster runs already%s. thalweg cluster stop ends it; --directory starts another."
                            .formatted(
                                    directory.address().map(at -> " at " + at).orElse("")));
        }
        List<String> left = directory.processes().stream()
                .filter(mark -> mark.process().isPresent())
                .map(mark -> "%s (process %d)".formatted(mark.name(), mark.pid()))
                .toList();
        if (!left.isEmpty()) {
            throw new ClusterException("of an earlier cluster there still run: %s. thalweg cluster stop ends them."
                    .formatted(String.join(", ", left)));
        }
    }

    private static void checkMemory(ClusterPlan plan) throws ClusterException {
        OptionalInt there = PhysicalMemory.mebibytes();
        long wanted = (long) plan.taskManagers() * plan.memory().getMebiBytes();
        if (there.isPresent() && wanted > there.getAsInt()) {
            throw new ClusterException(
                    "%d task managers of %d MiB need %d MiB, and the machine has %d MiB. Give a smaller --memory, or fewer task managers."
                            .formatted(plan.taskManagers(), plan.memory().getMebiBytes(), wanted, there.getAsInt()));
        }
    }

    private static int[] ports(ClusterPlan plan) throws IOException, ClusterException {
        if (plan.port() != 0 && !FreePorts.isFree(plan.port())) {
            throw new ClusterException(
                    "port %d is taken. Give another --port, or none: then a free one is found.".formatted(plan.port()));
        }
        OptionalInt first = plan.port() != 0 ? OptionalInt.of(plan.port()) : FreePorts.between(FIRST_PORT, LAST_PORT);
        int[] others = FreePorts.some(2);
        return new int[] {
            first.orElseThrow(
                    () -> new ClusterException("all ports from %d to %d are taken. Give a free one with --port."
                            .formatted(FIRST_PORT, LAST_PORT))),
            others[0],
            others[1]
        };
    }

    /**
     * Starts the process that starts the others. It takes no notice of a hang-up or a Ctrl-C at the terminal that this
     * one was started from, and neither do they.
     */
    private Process startSupervisor(Distribution distribution, ClusterAddress address) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' HUP INT QUIT; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ClusterProcesses.archive());
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir")); // where ports are claimed
        command.addAll(List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss256k"));
        command.addAll(List.of("-cp", distribution.programJar().toString(), Supervisor.class.getName()));
        command.addAll(List.of(directory.root().toString(), Integer.toString(address.port())));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.root().toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(directory.logs().resolve("supervisor.out").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("FLINK_") || name.startsWith("THALWEG_"));
        environment.put("FLINK_CONF_DIR", directory.conf().toString());
        environment.put("FLINK_LOG_DIR", directory.logs().toString());
        environment.put("FLINK_PLUGINS_DIR", distribution.plugins().toString());
        environment.put(
                "FLINK_LIB_DIR", String.valueOf(distribution.programJar().getParent()));
        return builder.start();
    }

    /** Waits until all task managers work; if they will not, ends what there is, and tells why. */
    private Optional<String> await(ClusterPlan plan, ClusterAddress address, Process supervisor) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        ClusterOverview overview = new ClusterOverview(address, ClusterSettings.checkpoints(directory));
        while (overview.taskManagers() < plan.taskManagers()) {
            if (!supervisor.isAlive() || System.nanoTime() > deadline) {
                String reason = Files.exists(directory.failure())
                        ? Files.readString(directory.failure())
                        : supervisor.isAlive()
                                ? "%d of %d task managers work after %d s"
                                        .formatted(overview.taskManagers(), plan.taskManagers(), PATIENCE.toSeconds())
                                : "its supervisor ended (%s)"
                                        .formatted(directory.logs().resolve("supervisor.out"));
                end();
                return Optional.of(reason);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return Optional.empty();
    }

    /**
     * Ends the cluster and all its processes.
     *
     * @return how many processes there were
     */
    public int stop() throws ClusterException {
        try {
            return end();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private int end() throws IOException {
        List<ProcessHandle> living = living();
        int count = living.size();
        directory.processes().stream()
                .filter(mark -> mark.name().equals("supervisor"))
                .findFirst()
                .flatMap(ProcessMark::process)
                .ifPresent(supervisor -> {
                    supervisor.destroy();
                    await(supervisor);
                });
        for (ProcessHandle left : living()) { // the supervisor was killed, or is not quick enough
            left.destroyForcibly();
            await(left);
        }
        directory.clean();
        return count;
    }

    private List<ProcessHandle> living() throws IOException {
        return directory.processes().stream()
                .map(ProcessMark::process)
                .flatMap(Optional::stream)
                .toList();
    }

    private static void await(ProcessHandle process) {
        var unused = process.onExit()
                .completeOnTimeout(process, END_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
