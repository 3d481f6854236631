package org.thalweg.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.thalweg.core.fit.online.OnlineState;
import org.thalweg.jobs.cli.output.Digits;
import org.thalweg.jobs.data.DataException;
import org.thalweg.jobs.data.GrowingDirectory;
import org.thalweg.jobs.data.RowPolicy;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.jobs.online.OnlineRun;
import org.thalweg.jobs.online.OnlineSpecification;

/** A fit that learns from a growing directory, on a Flink cluster inside this process. */
final class OnlineExecution {
    private static final Duration CHECKPOINTS_APART = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 500;
    private static final int SHOWN = 40;

    private final Streams streams;
    private final OutputArguments output;
    private final Consumer<double[]> keep;

    /** @param keep takes the parameters, whenever a checkpoint has made them safe */
    OnlineExecution(Streams streams, OutputArguments output, Consumer<double[]> keep) {
        this.streams = streams;
        this.output = output;
        this.keep = keep;
    }

    /** The header of the first file in a directory; waits for the file. */
    static List<String> header(String directory, RowPolicy policy, Streams streams) throws InterruptedException {
        Path path = Path.of(directory);
        if (!Files.isDirectory(path)) {
            throw CommandException.usage("--online: %s is no directory.", directory);
        }
        GrowingDirectory growing = new GrowingDirectory(path.toUri(), List.of(), policy);
        try {
            boolean told = false;
            GrowingDirectory.Look look = growing.look();
            while (look.files().isEmpty()) {
                if (look.isComplete()) {
                    throw new DataException("--online: %s is complete (%s is there) and holds no files."
                            .formatted(directory, GrowingDirectory.END));
                }
                if (!told) {
                    streams.err().printf("waiting for the first file in %s%n", directory);
                    told = true;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                look = growing.look();
            }
            return growing.header(look.files().get(0));
        } catch (IOException e) {
            throw new DataException("--online: cannot read %s: %s.".formatted(directory, FileTrouble.of(e)));
        }
    }

    static GrowingDirectory directory(String path, List<String> columns, RowPolicy policy) {
        return new GrowingDirectory(Path.of(path).toUri(), columns, policy);
    }

    static long lookMillis() {
        return LOOK_MILLIS;
    }

    /**
     * Learns until the directory is complete, or the process is interrupted.
     *
     * @param names of the parameters
     */
    int run(OnlineSpecification specification, String text, List<String> names) throws InterruptedException {
        try (LocalCluster cluster = LocalCluster.start(1)) {
            StreamExecutionEnvironment environment = cluster.environment();
            Configuration often = new Configuration();
            often.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS_APART);
            // nobody else can fail here, and what failed of its rows would fail of them again
            often.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
            environment.configure(often);
            OnlineRun run = submit(specification, environment);
            try (Interruption interruption =
                    Interruption.stops(() -> run.cancel().join())) {
                OnlineState learned = await(run, interruption);
                keep.accept(learned.theta());
                output.write(
                        out -> write(
                                out, learned, text, names, specification.rule().name()),
                        streams);
                if (interruption.isRequested()) {
                    return ExitCode.INTERRUPTED.code();
                }
                return (learned.isDiverged() ? ExitCode.NOTHING_CONVERGED : ExitCode.FOUND).code();
            }
        }
    }

    private static OnlineRun submit(OnlineSpecification specification, StreamExecutionEnvironment environment) {
        try {
            return OnlineRun.submit(specification, environment);
        } catch (Exception e) { // that is what Flink declares
            throw new CommandException(ExitCode.INTERNAL, "the fit could not be started: " + e.getMessage());
        }
    }

    private OnlineState await(OnlineRun run, Interruption interruption) throws InterruptedException {
        CompletableFuture<OnlineState> result = run.result();
        OnlineState safe = null;
        long rounds = -1;
        while (true) {
            try {
                return result.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                safe = run.learned()
                        .exceptionally(gone -> Optional.empty())
                        .join()
                        .orElse(safe);
            } catch (ExecutionException | CancellationException e) {
                if (interruption.isRequested() && safe != null) {
                    return safe;
                }
                throw failure(e, interruption);
            }
            if (safe != null && safe.rounds() > rounds) {
                rounds = safe.rounds();
                keep.accept(safe.theta());
                tell(safe);
            }
        }
    }

    private static RuntimeException failure(Exception e, Interruption interruption) {
        if (interruption.isRequested()) {
            return new CommandException(ExitCode.INTERRUPTED, "interrupted before anything was learned.");
        }
        Optional<DataException> data =
                ExceptionUtils.findSerializedThrowable(e, DataException.class, OnlineExecution.class.getClassLoader());
        if (data.isPresent()) {
            return data.get();
        }
        return new CommandException(ExitCode.INTERNAL, "the fit failed: %s.".formatted(JobFailure.reason(e)));
    }

    private void tell(OnlineState state) {
        if (!output.quiet()) {
            streams.err()
                    .printf(
                            Locale.ROOT,
                            "%,d rows, %,d rounds: loss %.6g so far, %.6g in the last round%n",
                            state.rows(),
                            state.rounds(),
                            state.prequentialLoss(),
                            state.lastLoss());
        }
    }

    private void write(Writer out, OnlineState state, String text, List<String> names, String method)
            throws IOException {
        switch (output.form()) {
            case JSON -> out.write(json(state, text, names, method) + "\n");
            case CSV -> {
                out.write("parameter,estimate\n");
                for (int j = 0; j < names.size(); j++) {
                    out.write("%s,%s%n".formatted(names.get(j), state.theta()[j]));
                }
            }
            case TEXT -> out.write(people(state, text, names));
        }
    }

    private static String people(OnlineState state, String text, List<String> names) {
        StringBuilder lines = new StringBuilder(text).append('\n');
        lines.append(String.format(
                Locale.ROOT,
                "%s %,d rows in %,d rounds, prequential loss %s, %s in the last round%n",
                state.isDiverged() ? "diverged after" : "learned from",
                state.rows(),
                state.rounds(),
                Digits.of(state.prequentialLoss(), 7),
                Digits.of(state.lastLoss(), 7)));
        double[] theta = state.theta();
        int shown = Math.min(SHOWN, names.size());
        for (int j = 0; j < shown; j++) {
            lines.append("  %-20s %s%n".formatted(names.get(j), Digits.of(theta[j], 10)));
        }
        if (shown < names.size()) {
            lines.append("  and %,d more parameters (--output json lists them)%n".formatted(names.size() - shown));
        }
        return lines.toString();
    }

    private static ObjectNode json(OnlineState state, String text, List<String> names, String method) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("schema", "thalweg.online/1").put("success", !state.isDiverged());
        root.put("status", state.isDiverged() ? "DIVERGED" : "LEARNED").put("objective", text);
        ObjectNode parameters = root.putObject("parameters");
        double[] theta = state.theta();
        for (int j = 0; j < theta.length; j++) {
            parameters.put(names.get(j), theta[j]);
        }
        root.put("prequentialLoss", state.prequentialLoss()).put("lastLoss", state.lastLoss());
        root.put("rounds", state.rounds()).put("observations", state.rows()).put("method", method);
        ObjectNode curve = root.putObject("curve").put("stride", state.stride());
        ArrayNode losses = curve.putArray("loss");
        for (double loss : state.curve()) {
            losses.add(loss);
        }
        return root.put("deterministic", true).put("digest", state.digest());
    }
}
