package org.thalweg.jobs.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.Observing;
import org.thalweg.core.fit.data.PieceStore;
import org.thalweg.core.fit.data.RowsModel;
import org.thalweg.core.fit.data.StoredRows;
import org.thalweg.core.fit.linear.DenseRows;
import org.thalweg.core.fit.linear.LinearTerms;
import org.thalweg.core.fit.loss.Logistic;
import org.thalweg.core.fit.online.FtrlProximal;
import org.thalweg.core.fit.online.OnlineState;
import org.thalweg.core.optimizer.Adam;
import org.thalweg.core.optimizer.UpdateRule;
import org.thalweg.jobs.data.DataException;
import org.thalweg.jobs.data.GrowingDirectory;
import org.thalweg.jobs.data.RowPolicy;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.jobs.local.SharedCluster;

/** What is learned from a growing directory depends on the rows in it, and on nothing that happens meanwhile. */
@ExtendWith(SharedCluster.class)
class OnlineRunTest {
    private static final long SEED = 51;
    private static final int FILES = 12;
    private static final int ROWS = 700; // of a file: no multiple of a round's
    private static final int SIZE = 64;
    private static final List<String> COLUMNS = List.of("a", "b", "y");

    private final LocalCluster cluster;

    @TempDir
    private Path folder;

    OnlineRunTest(LocalCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void tellSeed() {
        System.out.println("OnlineRunTest seed " + SEED);
    }

    /** File {@code number} of a stream, with its columns in one order or another. */
    private static String text(int number) {
        Random random = new Random(SEED + number);
        boolean turned = number % 2 == 1;
        StringBuilder text = new StringBuilder(turned ? "y,b,a\n" : "a,b,y\n");
        for (int row = 0; row < ROWS; row++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            int y = random.nextDouble() < 1 / (1 + Math.exp(0.5 - 2 * a + b)) ? 1 : 0;
            text.append(turned ? y + "," + b + "," + a : a + "," + b + "," + y).append('\n');
        }
        return text.toString();
    }

    private static void add(Path directory, int number) throws IOException {
        Path hidden = Files.writeString(directory.resolve(".part"), text(number));
        Files.move(hidden, directory.resolve("part-%03d.csv".formatted(number)), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void complete(Path directory) throws IOException {
        Files.createFile(directory.resolve(GrowingDirectory.END));
    }

    private Path directory(String name, int files) throws IOException {
        Path directory = Files.createDirectories(folder.resolve(name));
        for (int number = 0; number < files; number++) {
            add(directory, number);
        }
        return directory;
    }

    private static RowsModel<DataTable> model() {
        return new DenseRows(
                COLUMNS,
                List.of("a", "b"),
                new Observing(Formula.parse("y"), null),
                new LinearTerms.Shape(new Logistic(), true, 0));
    }

    private static OnlineSpecification specification(Path directory, RowsModel<DataTable> model, UpdateRule rule) {
        return new OnlineSpecification(
                new GrowingDirectory(directory.toUri(), COLUMNS, RowPolicy.strict()),
                model,
                rule,
                SIZE,
                new double[3],
                10);
    }

    private OnlineRun submit(OnlineSpecification specification) throws Exception {
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(10));
        settings.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofSeconds(2));
        settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 20);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        StreamExecutionEnvironment environment = cluster.environment();
        environment.configure(settings);
        return OnlineRun.submit(specification, environment);
    }

    private OnlineState undisturbed(String name, UpdateRule rule) throws Exception {
        Path directory = directory(name, FILES);
        complete(directory);
        return submit(specification(directory, model(), rule)).result().get();
    }

    @Test
    void every_row_is_learned_from_once_and_the_slopes_are_found() throws Exception {
        OnlineState learned = undisturbed("whole", new Adam(0.05));
        assertThat(learned.rows()).isEqualTo(FILES * ROWS);
        assertThat(learned.rounds()).isEqualTo((FILES * ROWS + SIZE - 1) / SIZE);
        assertThat(learned.theta()[1]).isBetween(1.6, 2.4);
        assertThat(learned.theta()[2]).isBetween(-1.3, -0.7);
        assertThat(learned.curve()[0]).isCloseTo(Math.log(2), within(1e-12));
        assertThat(learned.prequentialLoss()).isLessThan(0.55);
    }

    @Test
    void when_files_come_does_not_show() throws Exception {
        String expected = undisturbed("at once", new FtrlProximal(0.5, 1, 1, 1)).digest();
        Path growing = directory("growing", 1);
        OnlineRun run = submit(specification(growing, model(), new FtrlProximal(0.5, 1, 1, 1)));
        for (int number = 1; number < FILES; number++) {
            if (number % 4 == 0) {
                long rows = (long) number * ROWS / SIZE * SIZE;
                await().until(() -> learnedRows(run) == rows);
            }
            add(growing, number);
        }
        complete(growing);
        assertThat(run.result().get().digest()).isEqualTo(expected);
    }

    private static long learnedRows(OnlineRun run) throws Exception {
        return run.learned().get().map(OnlineState::rows).orElse(0L);
    }

    @Test
    void failures_do_not_show() throws Exception {
        String expected = undisturbed("without failures", new Adam(0.05)).digest();
        Path directory = directory("with failures", 3);
        Trouble trouble = Trouble.named("online");
        OnlineRun run = submit(specification(directory, new Troubled(model(), "online"), new Adam(0.05)));
        for (int number = 3; number < FILES; number++) {
            long rows = (long) number * ROWS / SIZE * SIZE;
            await().until(() -> learnedRows(run) == rows);
            int had = trouble.had.get();
            trouble.wanted.set(number % 3 == 0);
            boolean fails = trouble.wanted.get();
            add(directory, number);
            if (fails) {
                await().until(() -> trouble.had.get() > had);
            }
        }
        complete(directory);
        assertThat(run.result().get().digest()).isEqualTo(expected);
        assertThat(trouble.had.get()).isEqualTo(3);
    }

    /** A task that has failed refuses what is on its way to it, and Flink would name that refusal in place of its reason. */
    @Test
    void a_bad_row_is_named_though_more_files_are_on_their_way() throws Exception {
        Path directory = Files.createDirectories(folder.resolve("bad"));
        Files.writeString(directory.resolve("part-000.csv"), "a,b,y\n1,2,7\n");
        for (int number = 1; number <= 200; number++) {
            Files.writeString(directory.resolve("part-%03d.csv".formatted(number)), "a,b,y\n1,2,1\n");
        }
        for (int attempt = 0; attempt < 10; attempt++) {
            StreamExecutionEnvironment environment = cluster.environment();
            environment.configure(new Configuration().set(RestartStrategyOptions.RESTART_STRATEGY, "none"));
            OnlineRun run = OnlineRun.submit(specification(directory, model(), new Adam(0.05)), environment);
            Throwable failure = run.result().handle((learned, reason) -> reason).get();
            assertThat(ExceptionUtils.findSerializedThrowable(
                            failure, DataException.class, getClass().getClassLoader()))
                    .as("attempt %d: %s", attempt, ExceptionUtils.stringifyException(failure))
                    .hasValueSatisfying(reason -> assertThat(reason).hasMessageContaining("part-000.csv, row 1"));
        }
    }

    /** What goes wrong in the process of a test, by name. */
    private record Trouble(AtomicBoolean wanted, AtomicInteger had) {
        private static final Map<String, Trouble> ALL = new ConcurrentHashMap<>();

        static Trouble named(String name) {
            return ALL.computeIfAbsent(name, key -> new Trouble(new AtomicBoolean(), new AtomicInteger()));
        }
    }

    /** A model whose shards fail in the middle of a round when they are told to. */
    private record Troubled(RowsModel<DataTable> model, String trouble) implements RowsModel<DataTable> {
        @Override
        public int parameters() {
            return model.parameters();
        }

        @Override
        public Summarizing<DataTable> summarize() {
            return model.summarize();
        }

        @Override
        public Packing<DataTable> pack(int rows, PieceStore pieces) {
            Packing<DataTable> packing = model.pack(rows, pieces);
            return new Packing<>() {
                @Override
                public void add(DataTable batch) throws IOException {
                    Trouble known = Trouble.named(trouble);
                    if (known.wanted.compareAndSet(true, false)) {
                        known.had.incrementAndGet();
                        throw new IOException("a failure on purpose");
                    }
                    packing.add(batch);
                }

                @Override
                public StoredRows finish() throws IOException {
                    return packing.finish();
                }
            };
        }

        @Override
        public TermShard shard(int id, StoredRows rows) {
            return model.shard(id, rows);
        }

        @Override
        public Optional<TermShard> penalty() {
            return model.penalty();
        }
    }
}
