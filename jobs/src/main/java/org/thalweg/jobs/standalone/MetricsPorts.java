package org.thalweg.jobs.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;

/**
 * The port at which each process of a cluster serves its metrics: one of its own, so that a process that is started again
 * is found where the one before it was.
 *
 * @param byProcess in the order in which processes are started
 * @param last up to where a process goes on looking if its port has been taken meanwhile
 */
record MetricsPorts(Map<String, Integer> byProcess, int last) {
    private static final String REPORTER = "thalweg";
    private static final String PREFIX = "metrics.reporter." + REPORTER + ".";
    private static final Pattern RANGE = Pattern.compile("(\\d+)-(\\d+)");
    private static final Pattern TARGET = Pattern.compile("127\\.0\\.0\\.1:\\d+");

    /**
     * Free ports from the range in the settings, the first ones first.
     *
     * @return none if the settings ask for no reporter that is scraped, or give it no range, or too few ports of it are free
     */
    static MetricsPorts of(Configuration settings, List<String> processes) {
        String range = settings.getString(PREFIX + "port", "");
        Matcher ends = RANGE.matcher(range);
        boolean wanted = settings.get(MetricOptions.REPORTERS_LIST, "").matches("(.*[,; ])?" + REPORTER + "([,; ].*)?")
                && settings.getString(PREFIX + "sink", "prometheus").equals("prometheus");
        Map<String, Integer> ports = new LinkedHashMap<>();
        if (!wanted || !ends.matches()) {
            return new MetricsPorts(ports, 0);
        }
        int last = Integer.parseInt(ends.group(2));
        int next = Integer.parseInt(ends.group(1));
        for (String process : processes) {
            while (next <= last && !FreePorts.isFree(next)) {
                next++;
            }
            if (next <= last) {
                ports.put(process, next++);
            }
        }
        return new MetricsPorts(ports, last);
    }

    /** What the command of a process says of its port. */
    List<String> arguments(String process) {
        Integer port = byProcess.get(process);
        return port == null ? List.of() : List.of("-D", PREFIX + "port=" + port + "-" + last);
    }

    /** Writes a file for Prometheus' {@code file_sd_configs}; none where there is nothing to scrape. */
    void write(Path targets) throws IOException {
        if (byProcess.isEmpty()) {
            Files.deleteIfExists(targets);
            return;
        }
        String list =
                byProcess.values().stream().map("\"127.0.0.1:%d\""::formatted).collect(Collectors.joining(", "));
        Files.writeString(targets, "- targets: [%s]%n".formatted(list));
    }

    /** The targets in such a file, as {@code HOST:PORT}; none if there is no file. */
    static List<String> read(Path targets) throws IOException {
        List<String> found = new ArrayList<>();
        if (Files.exists(targets)) {
            TARGET.matcher(Files.readString(targets)).results().forEach(one -> found.add(one.group()));
        }
        return found;
    }
}
