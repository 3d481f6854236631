package org.thalweg.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A process to be run: a command, where, and with which variables changed in its environment. */
record Launch(List<String> command, Path directory, Map<String, String> variables) {
    private static final long SECONDS = 240;

    /** The checkout that is being tested. */
    static final Path CHECKOUT = Path.of(System.getProperty("thalweg.checkout"));

    /** What its build put together: bin/, lib/ and conf/. */
    static final Path DISTRIBUTION = Path.of(System.getProperty("thalweg.distribution"));

    /** Runs {@code launcher} with these arguments, without a start-up archive. */
    static Launch of(Path launcher, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return new Launch(command, CHECKOUT, Map.of("THALWEG_ARCHIVE", "off"));
    }

    Launch in(Path place) {
        return new Launch(command, place, variables);
    }

    Launch with(String variable, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(variable, value);
        return new Launch(command, directory, more);
    }

    /** Starts the process and waits until it ends. */
    Ended run() throws IOException, InterruptedException {
        return start().await();
    }

    /** Starts the process; its outputs go to files, so that it never waits for a reader. */
    Running start() throws IOException {
        Path out = Files.createTempFile("launch", ".out");
        Path err = Files.createTempFile("launch", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(variables);
        return new Running(builder.start(), out, err);
    }

    /** A process that was started. */
    record Running(Process process, Path out, Path err) {

        /** Waits until it has written this to standard error. */
        void awaitErr(String text) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(Files.readString(err)).contains(text));
        }

        Ended await() throws IOException, InterruptedException {
            try {
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("still running after %d s; standard error so far: %s"
                            .formatted(SECONDS, Files.readString(err)));
                }
                return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                process.destroyForcibly();
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        }
    }

    /** What came of a process. */
    record Ended(int code, String out, String err) {}
}
