package org.thalweg.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.thalweg.deploy.Launch.Ended;

/** A cluster of processes that a test started, with all its files in a directory of its own. */
final class RunningCluster implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path home;
    private final String address;

    private RunningCluster(Path home, String address) {
        this.home = home;
        this.address = address;
    }

    /** Starts one; {@code options} go to {@code thalweg cluster start}. */
    static RunningCluster start(Path home, String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("cluster", "start"));
        words.addAll(List.of(options));
        words.addAll(List.of("-D", "execution.checkpointing.interval=300ms")); // so that tests need not wait for one
        Ended started = launch(home, words.toArray(String[]::new)).run();
        assertThat(started.code()).as(started.err()).isZero();
        return new RunningCluster(home, started.out().strip());
    }

    private static Launch launch(Path home, String... words) {
        return Launch.of(Launch.DISTRIBUTION.resolve("bin/thalweg"), words)
                .with("THALWEG_ARCHIVE", "on")
                .with("THALWEG_STATE_DIRECTORY", home.toString());
    }

    /** {@code HOST:PORT}. */
    String address() {
        return address;
    }

    Path directory() {
        return home.resolve("cluster");
    }

    /** A command of thalweg; not sent to the cluster unless it says so. */
    Launch thalweg(String... words) {
        return launch(home, words);
    }

    /** A command that is sent to the cluster. */
    Launch thalwegHere(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(Arrays.asList(more));
        all.addAll(List.of("--cluster", address));
        return launch(home, all.toArray(String[]::new));
    }

    /** Hands in a search and leaves it; its job. */
    String submit(List<String> words, String... more) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(words);
        all.addAll(Arrays.asList(more));
        Ended submitted = thalwegHere(all, "--detach").run();
        assertThat(submitted.code()).as(submitted.err()).isZero();
        assertThat(submitted.out().strip()).matches("[0-9a-f]{32}");
        return submitted.out().strip();
    }

    /** Waits for the result of a job, as JSON. */
    JsonNode result(String job) throws IOException, InterruptedException {
        return result(job, 0);
    }

    /** Likewise, where watching the job ends with this code. */
    JsonNode result(String job, int code) throws IOException, InterruptedException {
        Ended watched = thalwegHere(List.of("watch", job, "--output", "json")).run();
        assertThat(watched.code()).as(watched.err()).isEqualTo(code);
        return json(watched);
    }

    static JsonNode json(Ended ended) throws IOException {
        return JSON.readTree(ended.out());
    }

    /** Asks the job manager's REST interface. */
    JsonNode ask(String path) throws IOException {
        try (InputStream in = URI.create("http://" + address + path).toURL().openStream()) {
            return JSON.readTree(in);
        }
    }

    /** Waits until a job has completed so many checkpoints. */
    void awaitCheckpoints(String job, int count) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .failFast("the job ended too early", () -> state(job).equals("FINISHED"))
                .until(() -> checkpoints(job, "completed") >= count);
    }

    /** What the job manager says of a job; nothing while none answers. */
    String state(String job) {
        try {
            return ask("/jobs/" + job).path("state").asText();
        } catch (IOException e) {
            return "";
        }
    }

    int checkpoints(String job, String kind) throws IOException {
        return ask("/jobs/" + job + "/checkpoints").path("counts").path(kind).asInt();
    }

    /** The name of a task manager that works on a job. */
    String worker(String job) throws IOException {
        String source = ask("/jobs/" + job).path("vertices").path(0).path("id").asText();
        return ask("/jobs/" + job + "/vertices/" + source + "/taskmanagers")
                .path("taskmanagers")
                .path(0)
                .path("taskmanager-id")
                .asText();
    }

    /** How often the cluster has seen a job fail since its job manager began. */
    int failures(String job) throws IOException {
        return ask("/jobs/" + job + "/exceptions")
                .path("exceptionHistory")
                .path("entries")
                .size();
    }

    /** The number of the newest checkpoint of a job, be it completed or gone on from. */
    long newestCheckpoint(String job) throws IOException {
        JsonNode latest = ask("/jobs/" + job + "/checkpoints").path("latest");
        return Math.max(
                latest.path("completed").path("id").asLong(),
                latest.path("restored").path("id").asLong());
    }

    /** The directory of the newest checkpoint in a folder of them. */
    static Path newestCheckpoint(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(each -> each.getFileName().toString().startsWith("chk-"))
                    .max(Comparator.comparingInt(each ->
                            Integer.parseInt(each.getFileName().toString().substring("chk-".length()))))
                    .orElseThrow();
        }
    }

    /** Cancels a job, whose checkpoints stay. */
    void cancel(String job) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/jobs/" + job))
                .method("PATCH", HttpRequest.BodyPublishers.noBody())
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        await().atMost(PATIENCE).until(() -> state(job).equals("CANCELED"));
    }

    /** Waits until so many slots are there. */
    void awaitSlots(int count) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> ask("/overview").path("slots-total").asInt() == count);
    }

    /** The number of one of its processes now. */
    long pid(String process) throws IOException {
        return Long.parseLong(
                Files.readString(directory().resolve("pids").resolve(process)).split(" ")[0]);
    }

    /** Sends a signal to one of its processes. */
    void signal(String process, String signal) throws IOException, InterruptedException {
        signal(pid(process), signal);
    }

    static void signal(long pid, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    }

    /** Kills one of its processes, and waits until another has taken its place. */
    void killAndAwaitNext(String process) throws IOException, InterruptedException {
        long killed = pid(process);
        signal(killed, "KILL");
        await().atMost(PATIENCE).until(() -> pid(process) != killed);
    }

    @Override
    public void close() throws IOException {
        List<Long> pids = new ArrayList<>();
        try (var marks = Files.list(directory().resolve("pids"))) {
            for (Path mark : marks.toList()) {
                pids.add(pid(mark.getFileName().toString()));
            }
        }
        Ended stopped = stop();
        assertThat(stopped.code()).as(stopped.err()).isZero();
        assertThat(pids)
                .allSatisfy(pid -> assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive))
                        .as("process %d after cluster stop", pid)
                        .isEmpty());
    }

    private Ended stop() throws IOException {
        try {
            return thalweg("cluster", "stop").run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("while the cluster was being stopped");
        }
    }
}
