package org.thalweg.jobs.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The claim of a cluster to the port of its REST interface, also while nobody listens at it since a job manager is being
 * started again. It ends with the process that holds it, however that ends; clusters of the same user respect it.
 */
final class PortClaim implements AutoCloseable {
    private static final int ATTEMPTS = 20;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);

    private final FileChannel channel;

    private PortClaim(FileChannel channel) {
        this.channel = channel;
    }

    private static Path file(int port) {
        return Path.of(
                System.getProperty("java.io.tmpdir"), "thalweg-" + System.getProperty("user.name"), "port-" + port);
    }

    /** Whether another process claims a port. */
    static boolean isHeld(int port) {
        if (!Files.exists(file(port))) {
            return false;
        }
        try (PortClaim claim = tryOnce(port)) {
            return claim == null;
        } catch (IOException e) {
            return false; // what cannot be looked at is nobody's claim
        }
    }

    /**
     * Claims a port for this process.
     *
     * @return null if another process claims it
     */
    static @Nullable PortClaim of(int port) throws IOException {
        Files.createDirectories(file(port).getParent());
        PortClaim claim = tryOnce(port);
        for (int i = 1; claim == null && i < ATTEMPTS; i++) { // somebody may only be looking
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
            claim = tryOnce(port);
        }
        return claim;
    }

    private static @Nullable PortClaim tryOnce(int port) throws IOException {
        FileChannel channel = FileChannel.open(file(port), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isLocked(channel)) {
            return new PortClaim(channel);
        }
        channel.close();
        return null;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // this very process claims it
        }
    }

    /** Gives it up. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
