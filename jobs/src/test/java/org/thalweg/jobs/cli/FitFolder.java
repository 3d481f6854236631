package org.thalweg.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A folder with data, and fits through the command line. */
record FitFolder(Path path) {
    /** Writes a file; returns its path as an argument. */
    String file(String name, String text) throws IOException {
        return Files.writeString(resolve(name), text).toString();
    }

    /** Five points close to y = 1.05 + 1.99 x. */
    String line() throws IOException {
        return file("line.csv", "x,y\n1,3.1\n2,4.9\n3,7.2\n4,8.8\n5,11.1\n");
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** The result of a fit that succeeds. */
    static JsonNode fit(String... arguments) throws IOException {
        Invocation run = run(arguments);
        assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    /** A fit that says its result as JSON. */
    static Invocation run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("fit"));
        all.addAll(Arrays.asList(arguments));
        all.addAll(List.of("--output", "json"));
        return Invocation.of(all.toArray(String[]::new));
    }
}
