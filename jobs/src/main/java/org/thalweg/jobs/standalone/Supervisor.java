package org.thalweg.jobs.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A process of its own that starts the processes of a cluster, starts those again that end, and ends them all when it is
 * ended itself.
 *
 * <p>A process that was killed is started again at once. One that ends by itself soon after its start has something wrong
 * with it: it waits a second, then two, and so on up to half a minute. While the cluster has not come up, such an end is
 * the end of all, with a sentence in {@code failure}.
 */
public final class Supervisor {
    /** What the failure of a cluster whose port was taken at the last moment says. */
    static final String PORT_TAKEN = "BindException";

    /** The code of a process that was ended by signal n is this plus n. */
    private static final int SIGNALLED = 128;

    private static final int LAST_SIGNAL = 64;
    private static final Pattern ERROR = Pattern.compile("Error|Exception|error");
    private static final String CAUSED_BY = "Caused by: ";
    private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long LONGEST_DELAY_SECONDS = 30;
    private static final long GRACE_SECONDS = 5;

    private final ClusterDirectory directory;
    private final PrintStream log;
    private final ScheduledExecutorService events = Executors.newSingleThreadScheduledExecutor();

    /** By name; read by the thread that ends all, when no event can come any more. */
    private final Map<String, Child> children = new HashMap<>();

    private record Child(Process process, long started, long delaySeconds) {}

    private Supervisor(ClusterDirectory directory, PrintStream log) {
        this.directory = directory;
        this.log = log;
    }

    /** @param arguments the directory of the cluster, and the port of its REST interface */
    @SuppressWarnings("try") // the lock and the claim are held, not used
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ClusterDirectory directory = new ClusterDirectory(Path.of(arguments[0]));
        try (FileChannel channel =
                        FileChannel.open(directory.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock();
                PortClaim claim = PortClaim.of(Integer.parseInt(arguments[1]));
                PrintStream log = new PrintStream(
                        directory.logs().resolve("supervisor.log").toFile())) {
            if (lock == null) {
                System.exit(1); // another got there first
            }
            if (claim == null) {
                Files.writeString(
                        directory.failure(), "%s: another cluster claims port %s".formatted(PORT_TAKEN, arguments[1]));
                System.exit(1);
            }
            Supervisor supervisor = new Supervisor(directory, log);
            Runtime.getRuntime().addShutdownHook(new Thread(supervisor::endAll, "end-all"));
            supervisor.startAll();
            new CountDownLatch(1)
                    .await(); // for ever: the lock, the claim and the log are held until the process is gone
        }
    }

    private void startAll() throws IOException {
        ProcessMark.of("supervisor", ProcessHandle.current()).write(directory.marks());
        try (Stream<Path> commands = Files.list(directory.commands())) {
            List<String> names = commands.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
            names.forEach(name -> events.execute(() -> start(name, 0)));
        }
    }

    private void start(String name, long delaySeconds) {
        Path out = directory.logs().resolve(name + ".out");
        try {
            List<String> command = Files.readAllLines(directory.commands().resolve(name));
            Process process = new ProcessBuilder(command)
                    .directory(directory.temporary().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
                    .start();
            ProcessMark.of(name, process.toHandle()).write(directory.marks());
            children.put(name, new Child(process, System.nanoTime(), delaySeconds));
            say("%s started as process %d".formatted(name, process.pid()));
            var unused = process.onExit().thenAccept(ended -> tell(() -> ended(name)));
        } catch (IOException e) {
            say("%s cannot be started: %s".formatted(name, e.getMessage()));
            tell(() -> giveUp("%s cannot be started: %s".formatted(name, e.getMessage())));
        }
    }

    private void tell(Runnable event) {
        try {
            events.execute(event);
        } catch (RejectedExecutionException e) {
            // all are being ended
        }
    }

    private void ended(String name) {
        Child child = children.get(name);
        if (child == null) {
            return;
        }
        int code = child.process().exitValue();
        boolean signalled = code > SIGNALLED && code <= SIGNALLED + LAST_SIGNAL;
        say("%s (process %d) ended with code %d".formatted(name, child.process().pid(), code));
        if (!signalled && !Files.exists(directory.addressFile())) {
            giveUp("%s ended with code %d while the cluster was starting: %s".formatted(name, code, lastWords(name)));
            return;
        }
        boolean soon = System.nanoTime() - child.started() < SOON_NANOS;
        long delay = signalled || !soon ? 0 : Math.min(LONGEST_DELAY_SECONDS, Math.max(1, 2 * child.delaySeconds()));
        var unused = events.schedule(() -> start(name, delay), delay, TimeUnit.SECONDS);
    }

    /** What it said was wrong: of the first error the innermost cause. */
    private String lastWords(String name) {
        Path out = directory.logs().resolve(name + ".out");
        Path log = directory.logs().resolve(name + ".log");
        try {
            for (Path each : List.of(out, log)) {
                if (Files.exists(each)) {
                    Optional<String> words = cause(Files.readAllLines(each));
                    if (words.isPresent()) {
                        return words.get() + " (" + each + ")";
                    }
                }
            }
        } catch (IOException e) {
            say("%s cannot be read: %s".formatted(out, e.getMessage()));
        }
        return "see " + log;
    }

    private static Optional<String> cause(List<String> lines) {
        Optional<String> cause = Optional.empty();
        for (String line : lines) {
            if (cause.isEmpty() ? ERROR.matcher(line).find() : line.startsWith(CAUSED_BY)) {
                cause = Optional.of(line.replaceFirst("^" + CAUSED_BY, "").strip());
            }
        }
        return cause;
    }

    private void giveUp(String reason) {
        try {
            Files.writeString(directory.failure(), reason);
        } catch (IOException e) {
            say("the failure cannot be told: " + e.getMessage());
        }
        say("giving up: " + reason);
        new Thread(() -> System.exit(1), "give-up").start(); // not on this thread, which ending waits for
    }

    private void endAll() {
        events.shutdownNow();
        try {
            events.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
            say("ending");
            children.values().forEach(child -> child.process().destroy());
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
            for (Child child : children.values()) {
                child.process().waitFor(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        children.values().forEach(child -> child.process().destroyForcibly());
        children.keySet().forEach(this::forget);
        forget("supervisor");
        say("ended");
    }

    private void forget(String name) {
        try {
            Files.deleteIfExists(directory.marks().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void say(String sentence) {
        log.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + sentence);
        log.flush();
    }
}
