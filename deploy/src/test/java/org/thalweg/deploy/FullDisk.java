package org.thalweg.deploy;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A disk for checkpoints on which nothing can be written, until this is closed. */
record FullDisk(RunningCluster cluster, Path checkpoints, Path aside) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** A file where a directory is wanted: it cannot be written to by anybody. */
    static FullDisk at(RunningCluster cluster) throws IOException {
        Path checkpoints = cluster.directory().resolve("checkpoints");
        Path aside = cluster.directory().resolve("checkpoints-aside");
        Files.move(checkpoints, aside);
        Files.createFile(checkpoints);
        return new FullDisk(cluster, checkpoints, aside);
    }

    /** Waits until a checkpoint has failed for it. */
    void awaitFailedCheckpoint(String job) throws IOException {
        int before = cluster.checkpoints(job, "failed");
        await().atMost(PATIENCE).ignoreExceptions().until(() -> cluster.checkpoints(job, "failed") > before);
    }

    @Override
    public void close() throws IOException {
        Files.delete(checkpoints);
        Files.move(aside, checkpoints);
    }
}
