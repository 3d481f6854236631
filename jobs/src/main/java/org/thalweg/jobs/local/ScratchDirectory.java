package org.thalweg.jobs.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for temporary files, removed with all that is in it when it is closed, or else when the process ends. */
final class ScratchDirectory implements AutoCloseable {
    private static final int ATTEMPTS = 3;

    private final Path path;
    private final Thread atExit = new Thread(this::remove, "thalweg-scratch-removal");

    private ScratchDirectory(Path path) {
        this.path = path;
    }

    /** @throws UncheckedIOException if there is no place for temporary files */
    static ScratchDirectory create() {
        try {
            ScratchDirectory directory = new ScratchDirectory(Files.createTempDirectory("thalweg-"));
            Runtime.getRuntime().addShutdownHook(directory.atExit);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "No temporary directory can be made in %s. Is it full, or not writable? TMPDIR names another place."
                            .formatted(System.getProperty("java.io.tmpdir")),
                    e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the process is ending: the hook runs, and finds nothing to do
        }
    }

    /** Removes what can be removed; at the end of a process, a cluster that was not closed may still be writing. */
    private void remove() {
        for (int attempt = 0; attempt < ATTEMPTS && Files.exists(path); attempt++) {
            for (Path each : deepestFirst()) {
                try {
                    Files.deleteIfExists(each);
                } catch (IOException e) {
                    // something was put into it meanwhile: that is for the next attempt
                }
            }
        }
    }

    private List<Path> deepestFirst() {
        try (Stream<Path> all = Files.walk(path)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(); // gone already
        }
    }
}
