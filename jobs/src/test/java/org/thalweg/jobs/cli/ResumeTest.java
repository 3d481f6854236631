package org.thalweg.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.core.run.SearchDriver;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.jobs.local.SharedCluster;
import org.thalweg.jobs.search.SavedSearch;
import org.thalweg.jobs.search.SearchRun;
import org.thalweg.jobs.search.source.SearchRequest;

/** What a savepoint holds of a search, and what can be done with it. */
@ExtendWith(SharedCluster.class)
class ResumeTest {
    private static final String FORMULA = "(x^2 + y - 11)^2 + (x + y^2 - 7)^2";
    private static final int DAMAGES = 400;
    private static final long SEED = Long.getLong("thalweg.seed", 6);

    /** How all that is ours begins, and where its content has begun. */
    private static final byte[] SEAL = {'T', 'W', 1};

    private static final int SEALED = 16;
    private static final Streams STREAMS = new Streams(null, null, null, Map.of());

    private final LocalCluster cluster;

    @TempDir
    private Path directory;

    ResumeTest(LocalCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void a_search_goes_on_from_the_words_in_its_savepoint_to_more_starts() throws Exception {
        SavedSearch saved = SavedSearch.read(savepoint("--starts=unlimited"));
        SearchSpecification before = asked(saved.request()).specification();
        long begun = saved.begun(before);
        AskedSearch more = asked(AskedSearch.with(saved.request(), "--starts", Long.toString(begun + 1_000)));
        saved.check(more.specification());

        SearchResult resumed = run(more, saved.path());

        assertThat(saved.result(before, 10).starts().total()).isBetween(1L, begun);
        assertThat(saved.hasEnded()).isFalse();
        assertThat(resumed.starts().total()).isEqualTo(begun + 1_000);
        assertThat(resumed.digest())
                .isEqualTo(SearchDriver.run(more.specification()).digest());
    }

    @Test
    void more_starts_of_an_unlimited_search_are_more_than_were_begun() throws Exception {
        String path = savepoint("--starts=unlimited");
        SavedSearch saved = SavedSearch.read(path);
        long begun = saved.begun(asked(saved.request()).specification());

        Invocation more = Invocation.of("resume", path, "--starts", "+50", "--output", "json");
        Invocation fewer = Invocation.of("resume", path, "--starts", "1");

        assertThat(more.exitCode()).as(more.err()).isZero();
        assertThat(more.out()).contains("\"total\":" + (begun + 50));
        assertThat(fewer.exitCode()).isEqualTo(6);
        assertThat(fewer.err())
                .contains("number of starts (1) is not that of the saved search (at least " + begun + ", which were");
    }

    @Test
    void another_formula_is_refused_by_name() throws Exception {
        Invocation refused = Invocation.of("resume", savepoint("--starts=1000000"), "x^2 + y^2");

        assertThat(refused.exitCode()).isEqualTo(6);
        assertThat(refused.err()).contains("objective (x^2 + y^2) is not that of the saved search (" + FORMULA + ")");
    }

    @Test
    void a_latin_hypercube_cannot_be_extended() throws Exception {
        Invocation refused =
                Invocation.of("resume", savepoint("--starts=100000", "--sampler=latin-hypercube"), "--starts", "+1");

        assertThat(refused.exitCode()).isEqualTo(6);
        assertThat(refused.err()).contains("sampler (LatinHypercubeSampler[seed=42, blockSize=100001])");
    }

    /** Of what is not noticed, paths, labels and numbers that Flink does not look at, every fourth is gone on from. */
    @Test
    void damage_is_noticed_or_does_not_matter() throws Exception {
        Path file = metadata(savepoint("--starts=unlimited"));
        byte[] whole = Files.readAllBytes(file);
        SavedSearch saved = SavedSearch.read(file.toString());
        long starts = saved.begun(asked(saved.request()).specification()) + 100;
        AskedSearch more = asked(AskedSearch.with(saved.request(), "--starts", Long.toString(starts)));
        String digest = SearchDriver.run(more.specification()).digest();
        Random random = new Random(SEED);
        System.out.println("ResumeTest seed " + SEED);
        int noticed = 0;
        for (int i = 0; i < DAMAGES; i++) {
            byte[] damaged = whole.clone();
            int place = random.nextInt(whole.length);
            int bit = random.nextInt(Byte.SIZE);
            damaged[place] ^= (byte) (1 << bit);
            Files.write(file, damaged);
            try {
                SavedSearch.read(file.toString());
            } catch (IOException e) {
                noticed++;
                continue;
            }
            if ((i - noticed) % 4 == 0) {
                String resumed = run(more, file.getParent().toUri().toString()).digest();
                assertThat(resumed)
                        .as("bit %d of byte %d is another", bit, place)
                        .isEqualTo(digest);
            }
        }
        assertThat(noticed).isGreaterThan(DAMAGES / 2);
    }

    @Test
    void every_byte_of_ours_is_checked() throws Exception {
        Path file = metadata(savepoint("--starts=1000000"));
        byte[] whole = Files.readAllBytes(file);
        List<Integer> seals = seals(whole);
        for (int seal : seals) {
            byte[] damaged = whole.clone();
            damaged[seal + SEALED] ^= 1;
            Files.write(file, damaged);
            assertThatThrownBy(() -> SavedSearch.read(file.toString()))
                    .as("seal at %d", seal)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("damaged");
        }
        assertThat(seals)
                .as("of the enumerator, the archive, the monitor's totals and log, and ranges")
                .hasSizeGreaterThan(4);
    }

    /** Flink restores a list that goes by another name as an empty one, and says nothing. */
    @Test
    void every_name_of_a_state_is_checked() throws Exception {
        Path file = metadata(savepoint("--starts=1000000"));
        byte[] whole = Files.readAllBytes(file);
        byte[] name = "SourceReaderState".getBytes(StandardCharsets.US_ASCII);
        List<Integer> places = places(name, whole);
        for (int place : places) {
            byte[] damaged = whole.clone();
            damaged[place] ^= 1;
            Files.write(file, damaged);
            assertThatThrownBy(() -> SavedSearch.read(file.toString()))
                    .as("name at %d", place)
                    .isInstanceOf(IOException.class);
        }
        assertThat(places).as("twice for each reader").hasSizeGreaterThanOrEqualTo(4);
    }

    /** Where what is ours begins. */
    private static List<Integer> seals(byte[] bytes) {
        return places(SEAL, bytes);
    }

    private static List<Integer> places(byte[] what, byte[] bytes) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i + what.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + what.length, what, 0, what.length)) {
                places.add(i);
            }
        }
        return places;
    }

    @Test
    void a_job_of_damaged_state_fails_once_and_says_why() throws Exception {
        Path file = metadata(savepoint("--starts=1000000"));
        SavedSearch saved = SavedSearch.read(file.toString());
        byte[] damaged = Files.readAllBytes(file);
        List<Integer> seals = seals(damaged);
        damaged[seals.get(seals.size() - 1) + SEALED] ^= 1;
        Files.write(file, damaged);

        assertThatThrownBy(() ->
                        run(asked(saved.request()), file.getParent().toUri().toString()))
                .satisfies(failure -> assertThat(JobFailure.of(failure))
                        .hasMessageStartingWith("cannot resume: ")
                        .hasMessageContaining("the bytes are damaged. Maybe an older checkpoint is whole?")
                        .extracting(CommandException::exitCode)
                        .isEqualTo(ExitCode.CANNOT_RESUME));
    }

    @Test
    void a_savepoint_cut_short_or_missing_is_refused() throws Exception {
        Path file = metadata(savepoint("--starts=1000000"));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }

        assertThat(Invocation.of("resume", file.getParent().toString()).exitCode())
                .isEqualTo(6);
        Invocation missing =
                Invocation.of("resume", directory.resolve("nothing").toString());
        assertThat(missing.exitCode()).isEqualTo(6);
        assertThat(missing.err()).startsWith("thalweg: cannot resume from " + directory.resolve("nothing"));
    }

    @Test
    void the_words_of_a_search_ask_for_the_same_search_again(@TempDir Path folder) throws IOException {
        Path formula = Files.writeString(folder.resolve("f.txt"), "-x^2 + a*y + 0*y");
        Path points = Files.writeString(folder.resolve("p.txt"), "0.1,-0.2\n1e-17,3\n");
        MinimizeWords words = MinimizeWords.of(
                "@" + formula,
                "--let",
                "a=2",
                "--bounds",
                "-10:10",
                "--start",
                "@" + points,
                "--starts",
                "7",
                "--maximize",
                "--seed",
                "-3",
                "--method",
                "adam",
                "--step",
                "0.01",
                "--target",
                "-1e3",
                "--distinct-by",
                "value",
                "--time-limit",
                "5s");

        AskedSearch first = words.asked();
        AskedSearch again = asked(first.request());

        assertThat(first.request().words()).noneMatch(word -> word.contains(folder.toString()));
        assertThat(again.request()).isEqualTo(first.request());
        assertThat(again.timeLimit()).isEqualTo(first.timeLimit());
        assertThat(SearchDriver.run(again.specification()).digest())
                .isEqualTo(SearchDriver.run(first.specification()).digest());
    }

    private static AskedSearch asked(SearchRequest request) {
        return AskedSearch.of(request, STREAMS);
    }

    private String savepoint(String... options) throws Exception {
        List<String> words =
                new ArrayList<>(List.of(FORMULA, "--bounds=-6:6", "--method=gradient-descent", "--step=1e-4"));
        words.addAll(List.of(options));
        SearchRun run = asked(new SearchRequest(words)).toSearch().submit(cluster.environment());
        await().until(() -> run.progress().get().finished() > 0);
        return run.stop(directory.toUri().toString()).get();
    }

    private SearchResult run(AskedSearch search, String from) throws Exception {
        Configuration settings = new Configuration();
        settings.set(StateRecoveryOptions.SAVEPOINT_PATH, from);
        StreamExecutionEnvironment environment = cluster.environment();
        environment.configure(settings);
        environment.setParallelism(3);
        return search.toSearch()
                .submit(environment)
                .result()
                .get(60, TimeUnit.SECONDS); // lost ranges would be waited for
    }

    private static Path metadata(String savepoint) throws IOException {
        try (Stream<Path> files =
                Files.walk(Path.of(java.net.URI.create(savepoint.replaceFirst("^file:/+", "file:///"))))) {
            return files.filter(file -> file.endsWith("_metadata")).findFirst().orElseThrow();
        }
    }
}
