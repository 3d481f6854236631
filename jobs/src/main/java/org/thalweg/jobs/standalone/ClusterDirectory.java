package org.thalweg.jobs.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.thalweg.jobs.cluster.ClusterAddress;

/**
 * Where a cluster on this machine leaves its files. Logs, checkpoints and savepoints stay when it has ended; the rest is
 * of no use then.
 *
 * @param root the directory, by its absolute path
 */
record ClusterDirectory(Path root) {

    Path logs() {
        return root.resolve("logs");
    }

    Path conf() {
        return root.resolve("conf");
    }

    Path checkpoints() {
        return root.resolve("checkpoints");
    }

    Path savepoints() {
        return root.resolve("savepoints");
    }

    /** What ZooKeeper keeps. */
    Path zookeeper() {
        return root.resolve("zookeeper");
    }

    /** What a new job manager takes jobs over from. */
    Path recovery() {
        return root.resolve("recovery");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    /** A file a process: how it is started. */
    Path commands() {
        return root.resolve("processes");
    }

    /** A file a process: its {@link ProcessMark}. */
    Path marks() {
        return root.resolve("pids");
    }

    /** Held by the supervisor for as long as it lives, which no process can pretend. */
    Path lock() {
        return root.resolve("lock");
    }

    /** Is there once the cluster is up: from then on, processes that end are started again. */
    Path addressFile() {
        return root.resolve("address");
    }

    /** Tells Prometheus where to scrape. */
    Path metricsTargets() {
        return root.resolve("prometheus-targets.yml");
    }

    /** Says why a cluster did not come up. */
    Path failure() {
        return root.resolve("failure");
    }

    void create() throws IOException {
        for (Path each : List.of(logs(), conf(), checkpoints(), savepoints(), temporary(), commands(), marks())) {
            Files.createDirectories(each);
        }
    }

    Optional<ClusterAddress> address() throws IOException {
        try {
            return Optional.of(ClusterAddress.parse(Files.readString(addressFile())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Whether a supervisor lives. */
    boolean isSupervised() throws IOException {
        if (!Files.exists(lock())) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock(), StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free == null;
        } catch (OverlappingFileLockException e) {
            return true; // by this very process
        }
    }

    /** The processes that left a mark, by name. */
    List<ProcessMark> processes() throws IOException {
        if (!Files.isDirectory(marks())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(marks())) {
            return files.sorted()
                    .map(ProcessMark::read)
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    /** Removes what is of use only while the cluster runs. */
    void clean() throws IOException {
        for (Path each :
                List.of(addressFile(), failure(), metricsTargets(), marks(), commands(), temporary(), conf())) {
            remove(each);
        }
    }

    private static void remove(Path file) throws IOException {
        if (Files.exists(file)) {
            try (Stream<Path> all = Files.walk(file)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }
}
