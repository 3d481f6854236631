package org.thalweg.jobs.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run that is interrupted (Ctrl-C, SIGTERM) stop in good order: the virtual machine waits a few seconds for it to
 * write what it has, and then ends with the signal's exit code.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;

    private final CountDownLatch written = new CountDownLatch(1);
    private final Thread hook;

    private volatile boolean requested;

    private Interruption(Runnable cancel) {
        hook = new Thread(
                () -> {
                    requested = true;
                    cancel.run();
                    try {
                        if (!written.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                            System.err.println("thalweg: the run did not stop in time; nothing is written.");
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "interruption");
    }

    /** Calls {@code cancel} when the process is asked to end, until this is closed. */
    static Interruption stops(Runnable cancel) {
        Interruption interruption = new Interruption(cancel);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    boolean isRequested() {
        return requested;
    }

    @Override
    public void close() {
        written.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the virtual machine is shutting down: the hook runs already, and has just been released
        }
    }
}
