package org.thalweg.deploy.clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A clock that is wrong by as many milliseconds as a file says, which may change at any time. */
public final class SkewedClock {
    private static final long LOOK_NANOS = 50_000_000;

    private static volatile long skew;

    private SkewedClock() {}

    /** What {@link System#currentTimeMillis} is replaced by. */
    public static long currentTimeMillis() {
        return System.currentTimeMillis() + skew;
    }

    /** Goes by this file from now on. */
    public static void follow(Path file) {
        Thread thread = new Thread(
                () -> {
                    while (true) {
                        look(file);
                        LockSupport.parkNanos(LOOK_NANOS);
                    }
                },
                "skewed-clock");
        thread.setDaemon(true);
        thread.start();
    }

    private static void look(Path file) {
        try {
            skew = Long.parseLong(Files.readString(file).strip());
        } catch (IOException e) {
            System.err.println("the skew of the clock cannot be read: " + e);
        }
    }
}
