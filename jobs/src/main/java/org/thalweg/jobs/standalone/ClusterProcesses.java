package org.thalweg.jobs.standalone;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;
import org.thalweg.jobs.cluster.Distribution;

/**
 * The commands that start the processes of a cluster.
 *
 * <p>All run on the class path of the launcher, and so share its archive of parsed classes, which takes seconds off their
 * start.
 */
record ClusterProcesses(
        Distribution distribution,
        ClusterDirectory directory,
        ClusterPlan plan,
        Configuration settings,
        MetricsPorts metrics) {
    /** What Flink and Kryo look into: as in the manifest of the launcher's jar. */
    private static final List<String> EXPORTS =
            List.of("java.base/sun.net.util", "java.rmi/sun.rmi.registry", "java.security.jgss/sun.security.krb5");

    private static final List<String> OPENS = List.of(
            "java.lang",
            "java.net",
            "java.io",
            "java.nio",
            "sun.nio.ch",
            "java.lang.reflect",
            "java.text",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks");

    private static final String ZOOKEEPER =
            "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain";

    /** Writes a file a process, in which each line is an argument. */
    void write() throws IOException {
        for (Map.Entry<String, List<String>> command : commands().entrySet()) {
            Files.write(directory.commands().resolve(command.getKey()), command.getValue());
        }
    }

    private Map<String, List<String>> commands() throws IOException {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        if (plan.highlyAvailable()) {
            commands.put("zookeeper", zookeeper());
        }
        List<String> flinks = namesOfFlink(plan);
        commands.put(flinks.get(0), jobManager());
        for (String name : flinks.subList(1, flinks.size())) {
            commands.put(name, taskManager(name));
        }
        return commands;
    }

    /** The names of Flink's processes, the job manager's first. */
    static List<String> namesOfFlink(ClusterPlan plan) {
        List<String> names = new ArrayList<>(List.of("jobmanager"));
        for (int i = 1; i <= plan.taskManagers(); i++) {
            names.add("taskmanager-" + i);
        }
        return names;
    }

    private List<String> jobManager() {
        JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(settings);
        List<String> command = java("jobmanager");
        command.addAll(words(JobManagerProcessUtils.generateJvmParametersStr(memory, settings)));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")); // it coordinates; it computes nothing
        command.addAll(words(settings.get(CoreOptions.FLINK_JVM_OPTIONS)));
        command.addAll(words(settings.get(CoreOptions.FLINK_JM_JVM_OPTIONS)));
        command.addAll(program(SessionEntrypoint.class.getName()));
        command.addAll(List.of("--configDir", directory.conf().toString(), "--executionMode", "cluster"));
        command.addAll(words(JobManagerProcessUtils.generateDynamicConfigsStr(memory)));
        command.addAll(metrics.arguments("jobmanager"));
        return command;
    }

    private List<String> taskManager(String name) {
        TaskExecutorProcessSpec memory =
                TaskExecutorProcessUtils.processSpecFromConfig(ClusterSettings.ofTaskManager(settings, name));
        List<String> command = java(name);
        command.addAll(words(ProcessMemoryUtils.generateJvmParametersStr(memory)));
        command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        command.add("-XX:ParallelGCThreads=" + collectors()); // more would take processors from the others
        command.addAll(words(settings.get(CoreOptions.FLINK_JVM_OPTIONS)));
        command.addAll(words(settings.get(CoreOptions.FLINK_TM_JVM_OPTIONS)));
        command.addAll(program("org.apache.flink.runtime.taskexecutor.TaskManagerRunner"));
        command.addAll(List.of("--configDir", directory.conf().toString()));
        command.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
        command.addAll(List.of("-D", "taskmanager.resource-id=" + name));
        command.addAll(metrics.arguments(name));
        return command;
    }

    /** The threads that collect garbage in a task manager: its share of the machine. */
    private int collectors() {
        return Integer.max(1, Runtime.getRuntime().availableProcessors() / plan.taskManagers());
    }

    private List<String> zookeeper() throws IOException {
        Path file = directory.conf().resolve("zookeeper.properties");
        Files.createDirectories(directory.zookeeper());
        Files.write(
                file,
                List.of(
                        "dataDir=" + directory.zookeeper(),
                        "clientPortAddress=127.0.0.1",
                        "clientPort="
                                + settings.get(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM)
                                        .replaceFirst(".*:", ""),
                        "tickTime=500", // so that a session may end after a second
                        "maxClientCnxns=0",
                        "admin.enableServer=false"));
        List<String> command = java("zookeeper");
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(program(ZOOKEEPER));
        command.add(file.toString());
        return command;
    }

    /** How a Java is started that logs to files of this name. */
    private List<String> java(String name) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(archive());
        for (String each : EXPORTS) {
            command.add("--add-exports=" + each + "=ALL-UNNAMED");
        }
        for (String each : OPENS) {
            command.add("--add-opens=java.base/" + each + "=ALL-UNNAMED");
        }
        command.add("-XX:+IgnoreUnrecognizedVMOptions");
        command.add("-Djava.io.tmpdir=" + directory.temporary());
        command.add("-Dlog4j2.configurationFile=" + distribution.home().resolve("conf/log4j2-cluster.properties"));
        command.add("-Dlog.file=" + directory.logs().resolve(name + ".log"));
        return command;
    }

    /** The archive of parsed classes that this process was started with. */
    static List<String> archive() {
        for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (argument.startsWith("-XX:SharedArchiveFile=")) {
                return List.of(argument, "-Xshare:auto", "-Xlog:disable", "-Xlog:all=error:stderr");
            }
        }
        return List.of();
    }

    private List<String> program(String main) {
        return new ArrayList<>(List.of("-cp", distribution.programJar().toString(), main));
    }

    /** Words of a text in which Flink gives several. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Collections.addAll(words, text.strip().split("\\s+"));
        words.removeIf(String::isEmpty);
        return words;
    }
}
