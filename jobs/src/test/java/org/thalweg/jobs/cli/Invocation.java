package org.thalweg.jobs.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One run of the program inside the test's JVM, and all that it said. */
record Invocation(int exitCode, String out, String err) {
    private static final Map<String, String> UTF8 = Map.of("LC_ALL", "C.UTF-8");

    /** Runs the program with an in-process search in place of the cluster, which has its own tests. */
    static Invocation of(String... arguments) {
        return with(UTF8, "", arguments);
    }

    static Invocation with(Map<String, String> environment, String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment);
        int code = Thalweg.run(arguments, streams, new InProcessRunner());
        return new Invocation(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
