package org.thalweg.jobs.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.LabelledRows;
import org.thalweg.core.fit.data.Observations;
import org.thalweg.core.fit.data.Observing;
import org.thalweg.core.fit.linear.DenseRows;
import org.thalweg.core.fit.linear.LinearTerms;
import org.thalweg.core.fit.loss.Logistic;
import org.thalweg.core.fit.loss.Squared;
import org.thalweg.core.fit.model.FormulaRows;
import org.thalweg.core.fit.model.FormulaTerms;
import org.thalweg.core.fit.model.ModelFormula;

/** Shards that are read from a file have the bits of shards of rows in memory. */
final class FileTermsTest {
    private static final long SEED = 43;
    private static final int ROWS = 9_000; // three shards
    private static final List<String> NAMES = List.of("a", "b", "y");
    private static final LinearTerms.Shape SHAPE = new LinearTerms.Shape(new Logistic(), true, 0.5);
    private static final double[] THETA = {0.1, -0.3, 0.7};

    @TempDir
    private Path folder;

    private final double[][] columns = new double[3][ROWS];

    @BeforeEach
    void draw() {
        System.out.println("FileTermsTest seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < ROWS; i++) {
            columns[0][i] = random.nextInt(3) == 0 ? 0 : random.nextGaussian();
            columns[1][i] = random.nextInt(100) / 10.0;
            columns[2][i] = random.nextBoolean() ? 1 : -1;
        }
    }

    private String csv() {
        StringBuilder text = new StringBuilder("a,b,y\n");
        for (int i = 0; i < ROWS; i++) {
            text.append(columns[0][i])
                    .append(',')
                    .append(columns[1][i])
                    .append(',')
                    .append(columns[2][i])
                    .append('\n');
        }
        return text.toString();
    }

    private DataSource source(boolean packed) throws IOException {
        Path path = folder.resolve(packed ? "rows.csv.gz" : "rows.csv");
        try (OutputStream out = Files.newOutputStream(path);
                OutputStream to = packed ? new GZIPOutputStream(out) : out) {
            to.write(csv().getBytes(StandardCharsets.US_ASCII));
        }
        return new DataSource(path.toString(), InputStream.nullInputStream());
    }

    private static Surveyed<DataTable> dense(DataSource source) throws IOException {
        Observing observing = new Observing(Formula.parse("y"), null);
        return new CsvReader(source, RowPolicy.strict(), 2)
                .survey(names -> names, names -> new DenseRows(names, List.of("a", "b"), observing, SHAPE));
    }

    private LinearTerms inMemory() {
        double[] ones = new double[ROWS];
        Arrays.fill(ones, 1);
        DataTable features = new DataTable(List.of("a", "b"), ROWS, new double[][] {columns[0], columns[1]});
        return LinearTerms.dense(features, columns[2], ones, SHAPE);
    }

    private static double[][] answers(Terms terms, int... order) throws IOException {
        Question question = Question.gradient();
        double[][] answers = new double[terms.shards()][question.length(terms.parameters())];
        for (int id : order) {
            TermShard shard = terms.open(id);
            shard.answer(question, THETA, answers[id]);
            shard.answer(question, THETA, answers[id]); // nothing is left of the first time
        }
        return answers;
    }

    @ParameterizedTest
    @CsvSource({"false, -1", "true, -1", "false, 0", "false, 100000"})
    void shards_of_a_file_have_the_bits_of_rows_in_memory(boolean packed, long memory) throws IOException {
        Surveyed<DataTable> read = dense(source(packed));
        FileTerms<DataTable> terms = read.terms();
        PieceStorage storage = new PieceStorage(new AtomicLong(memory < 0 ? Long.MAX_VALUE / 2 : memory));
        terms.keepIn(storage);
        assertThat(answers(terms, 2, 0, 1, 3)).isDeepEqualTo(answers(inMemory(), 0, 1, 2, 3));
        assertThat(storage.spilled() > 0).isEqualTo(memory >= 0);
        terms.release();
        assertThat(answers(terms, 0, 1, 2, 3)).isDeepEqualTo(answers(inMemory(), 0, 1, 2, 3));
    }

    @Test
    void what_travels_is_where_the_rows_are() throws Exception {
        FileTerms<DataTable> terms = dense(source(false)).terms();
        terms.open(0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(terms);
        }
        assertThat(bytes.size()).isLessThan(ROWS);
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Terms arrived = (Terms) in.readObject();
            assertThat(answers(arrived, 1, 2, 3, 0)).isDeepEqualTo(answers(inMemory(), 0, 1, 2, 3));
        }
    }

    @Test
    void a_summary_tells_what_the_columns_are_like() throws IOException {
        Surveyed<DataTable> read = dense(source(false));
        double mean = Arrays.stream(columns[1]).average().orElseThrow();
        double squares =
                Arrays.stream(columns[1]).map(x -> (x - mean) * (x - mean)).sum();
        assertThat(read.summary().rows()).isEqualTo(ROWS);
        assertThat(read.summary().columns().mean(1)).isCloseTo(mean, within(1e-12));
        assertThat(read.summary().columns().deviation(1)).isCloseTo(Math.sqrt(squares / ROWS), within(1e-12));
        assertThat(read.summary().leastWeight()).isEqualTo(1);
    }

    @Test
    void who_looked_at_the_rows_knows_how_the_sum_curves() throws Exception {
        Surveyed<DataTable> read = dense(source(false));
        Observing observing = new Observing(Formula.parse("y"), null);
        FileTerms<DataTable> terms =
                read.terms().with(new DenseRows(NAMES, List.of("a", "b"), observing, SHAPE), read.summary());
        double[] expected = inMemory().curvatures();
        assertThat(terms.curvatures()).hasSize(3);
        for (int j = 0; j < 3; j++) {
            assertThat(terms.curvatures()[j]).isCloseTo(expected[j], within(1e-12 * expected[j]));
        }
        assertThat(terms.curvesAsGaussNewton()).isTrue();
        assertThat(read.terms().curvatures()).isEmpty();
    }

    @Test
    void formulas_over_files_have_the_bits_of_formulas_over_memory() throws IOException {
        Observing observing = new Observing(Formula.parse("log(b + 1)"), Formula.parse("1 + b"));
        ModelFormula model = new ModelFormula("p*exp(q*a) + r*y", ParseOptions.none(), NAMES);
        double[] penalty = {0, 0.5, 0};
        Surveyed<DataTable> read = new CsvReader(source(false), RowPolicy.strict(), 1)
                .survey(names -> names, names -> new FormulaRows(names, model, observing, new Squared(), penalty));
        DataTable table = new DataTable(NAMES, ROWS, columns);
        Observing.Eye eye = observing.open(NAMES);
        Observations observations = new Observations(table, eye.responses(table), eye.weights(table));
        FormulaTerms inMemory = new FormulaTerms(model, observations, new Squared(), penalty);
        assertThat(answers(read.terms(), 0, 1, 2, 3)).isDeepEqualTo(answers(inMemory, 0, 1, 2, 3));
    }

    @Test
    void sparse_rows_of_a_file_have_the_bits_of_rows_in_memory() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            text.append(columns[2][i] > 0 ? "+1" : "-1");
            text.append(columns[0][i] == 0 ? "" : " 1:" + columns[0][i])
                    .append(" 2:" + columns[1][i])
                    .append('\n');
        }
        Path path = Files.writeString(folder.resolve("rows.libsvm"), text);
        LibsvmReader reader =
                new LibsvmReader(new DataSource(path.toString(), InputStream.nullInputStream()), RowPolicy.strict(), 2);
        LibsvmReader.Labelled rows = reader.read(1 << 30);
        double[] ones = new double[ROWS];
        Arrays.fill(ones, 1);
        Surveyed<LabelledRows> read = reader.survey(SHAPE);
        PieceStorage storage = new PieceStorage(new AtomicLong(50_000));
        read.terms().keepIn(storage);
        assertThat(answers(read.terms(), 3, 2, 1, 0))
                .isDeepEqualTo(answers(LinearTerms.sparse(rows.table(), rows.labels(), ones, SHAPE), 0, 1, 2, 3));
        assertThat(storage.spilled()).isPositive();
        read.terms().release();
    }

    @Test
    void a_response_that_the_loss_does_not_take_is_named_by_its_line() throws IOException {
        Path path = Files.writeString(folder.resolve("bad.csv"), "a,b,y\n1,2,1\n# note\n3,4,7\n");
        DataSource source = new DataSource(path.toString(), InputStream.nullInputStream());
        assertThatThrownBy(() -> dense(source)).hasMessageContaining("line 4").hasMessageContaining("label");
    }

    @Test
    void a_file_that_shrinks_between_the_readings_is_named() throws IOException {
        FileTerms<DataTable> terms = dense(source(false)).terms();
        Files.writeString(folder.resolve("rows.csv"), csv().substring(0, csv().indexOf("\n", 5_000) + 1));
        assertThatThrownBy(() -> answers(terms, 0, 1, 2)).hasMessageContaining("must not change");
    }
}
