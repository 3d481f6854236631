package org.thalweg.jobs.cli;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is shown of a run to those who watch it from outside. */
final class MetricsArguments {
    private static final int HIGHEST_PORT = 65535;
    private static final int LONGEST_NAME = 100;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description =
                    "serve metrics for Prometheus at 127.0.0.1:PORT/metrics, or, where it is taken, at one of the nine "
                            + "ports after it; 0 for any")
    private @Nullable String port;

    @Option(
            names = "--metrics-linger",
            paramLabel = "TIME",
            description = "go on serving them for 30s, 1m, … after the end, so that the last values are scraped")
    private @Nullable String linger;

    @Option(
            names = "--study",
            paramLabel = "NAME",
            defaultValue = "search",
            description = "the name of the run, which its metrics carry (default: search)")
    private String study = "search";

    /** Null for none. */
    @Nullable Integer port() {
        return port == null ? null : WholeNumber.between(0, HIGHEST_PORT, "--metrics-port", port);
    }

    Duration linger() {
        if (linger == null) {
            return Duration.ZERO;
        }
        if (port == null) {
            throw CommandException.usage("--metrics-linger: there is nothing to serve without --metrics-port.");
        }
        return NumberText.pause("--metrics-linger", linger);
    }

    /**
     * Says where metrics are served, if they are wanted.
     *
     * @param address null where no port was free, or the plugin is missing, which is refused
     */
    void announce(@Nullable URI address, Streams streams, boolean quiet) {
        if (port == null) {
            return;
        }
        if (address == null) {
            throw CommandException.usage(
                    "--metrics-port: no port of ten from %s on is free, or the plugin that serves metrics is missing "
                            + "(plugins/thalweg-metrics beside lib). Give another port.",
                    port);
        }
        if (!quiet) {
            streams.err().println("metrics at " + address);
        }
    }

    String study() {
        if (study.isBlank()
                || study.length() > LONGEST_NAME
                || study.codePoints().anyMatch(MetricsArguments::isHidden)) {
            throw CommandException.usage(
                    "--study must be a name of 1 to %d characters, and none that cannot be seen.", LONGEST_NAME);
        }
        return study;
    }

    /** Characters that end a line, turn the direction of writing, or show in some other way only by what they do. */
    private static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
