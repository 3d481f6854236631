package org.thalweg.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;

/**
 * A Flink that knows nothing of Thalweg: its published jars alone, without ours and without what only the job jar brings.
 *
 * @param conf the directory of its settings
 */
record PlainFlink(Path conf) {
    private static final List<String> NOT_FLINKS = List.of("thalweg", "picocli", "asm", "jackson", "micrometer");

    /** The job jar. */
    static final Path JOB = Launch.DISTRIBUTION.resolve("lib/job/thalweg-job.jar");

    /** One with these settings, which are lines of {@code config.yaml}. */
    static PlainFlink with(Path folder, List<String> settings) throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.write(conf.resolve("config.yaml"), settings);
        return new PlainFlink(conf);
    }

    /** Its command line. */
    Launch cli(String... words) throws IOException {
        return program("org.apache.flink.client.cli.CliFrontend", List.of("-Dlog4j2.level=OFF"), List.of(words));
    }

    /** A job manager of one application. */
    Launch application(String main, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of("--configDir", conf.toString()));
        words.addAll(List.of("--jars", JOB.toUri().toString())); // takes all that follows up to the next option
        words.addAll(List.of("--job-classname", main));
        words.addAll(List.of(arguments));
        return program(
                "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint",
                log("jobmanager"),
                words);
    }

    /** A task manager. */
    Launch taskManager() throws IOException {
        Configuration settings = GlobalConfiguration.loadConfiguration(conf.toString());
        List<String> words = new ArrayList<>(List.of("--configDir", conf.toString()));
        words.addAll(Arrays.asList(TaskExecutorProcessUtils.generateDynamicConfigsStr(
                        TaskExecutorProcessUtils.processSpecFromConfig(settings))
                .strip()
                .split("\\s+")));
        return program("org.apache.flink.runtime.taskexecutor.TaskManagerRunner", log("taskmanager"), words);
    }

    private List<String> log(String name) {
        return List.of(
                "-Dlog4j2.configurationFile=" + Launch.DISTRIBUTION.resolve("conf/log4j2-cluster.properties"),
                "-Dlog.file=" + conf.resolveSibling(name + ".log"));
    }

    private Launch program(String main, List<String> options, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx384m"));
        command.add("-XX:TieredStopAtLevel=1");
        try (JarFile launcher =
                new JarFile(Launch.DISTRIBUTION.resolve("lib/thalweg.jar").toFile())) {
            String opens = launcher.getManifest().getMainAttributes().getValue("Add-Opens");
            for (String each : opens.split(" ")) {
                command.add("--add-opens=" + each + "=ALL-UNNAMED");
            }
        }
        command.addAll(options);
        command.addAll(List.of("-cp", jars(), main));
        command.addAll(words);
        return new Launch(command, conf, Map.of("FLINK_CONF_DIR", conf.toString()));
    }

    private static String jars() throws IOException {
        try (Stream<Path> all = Files.list(Launch.DISTRIBUTION.resolve("lib"))) {
            return all.map(Path::toString)
                    .filter(file -> file.endsWith(".jar"))
                    .filter(file -> NOT_FLINKS.stream()
                            .noneMatch(Path.of(file).getFileName().toString()::startsWith))
                    .collect(Collectors.joining(":"));
        }
    }
}
