package org.thalweg.jobs.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets a run that is interrupted (Ctrl-C, SIGTERM) stop in good order: the virtual machine waits for it to write what it
 * has, and then ends with the signal's exit code. A second Ctrl-C ends it at once.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch written = new CountDownLatch(1);
    private final CompletableFuture<Optional<String>> stopped = new CompletableFuture<>();
    private final Thread hook;

    private volatile boolean requested;

    private Interruption(Supplier<Optional<String>> stop) {
        hook = new Thread(() -> interrupt(stop), "interruption");
    }

    private void interrupt(Supplier<Optional<String>> stop) {
        requested = true;
        endAtOnceOnTheNext();
        try {
            stopped.complete(stop.get());
        } catch (RuntimeException e) {
            stopped.complete(Optional.empty());
            System.err.println("thalweg: the run could not be stopped: " + e.getMessage());
        }
        try {
            if (!written.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("thalweg: the run did not stop in time; nothing is written.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * While it ends, the virtual machine takes no notice of a further Ctrl-C, unless told otherwise in a way that every
     * virtual machine has and the language's standard does not name; where one has it not, the user has to wait.
     */
    private static void endAtOnceOnTheNext() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object halt = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (self, method, given) -> {
                        Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
                        return null;
                    });
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            signal.getMethod("handle", signal, handler).invoke(null, interrupt, halt);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            // then a second Ctrl-C is no quicker than the first
        }
    }

    /**
     * Calls {@code stop} when the process is asked to end, until this is closed.
     *
     * @param stop ends the run, and gives the command to go on with where there is one
     */
    static Interruption stops(Supplier<Optional<String>> stop) {
        Interruption interruption = new Interruption(stop);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Calls {@code cancel} when the process is asked to end, until this is closed; what it ends cannot go on later. */
    static Interruption stops(Runnable cancel) {
        return stops(() -> {
            cancel.run();
            return Optional.empty();
        });
    }

    /** Lets the process end at once when it is asked to: what it looks at is not its own. */
    static Interruption never() {
        return new Interruption(Optional::empty);
    }

    boolean isRequested() {
        return requested;
    }

    /** The command to go on with; waits until the run is stopped. */
    Optional<String> resumption() {
        return stopped.join();
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
