package org.thalweg.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thalweg.core.fit.data.SparseTable;
import org.thalweg.core.fit.linear.LinearTerms;
import org.thalweg.core.fit.local.FitDescent;
import org.thalweg.core.fit.loss.Logistic;
import org.thalweg.core.fit.rounds.SummedObjective;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.Lbfgs;
import org.thalweg.core.search.DescentPlan;
import org.thalweg.core.search.FinishedDescent;
import org.thalweg.jobs.fit.ThreadedAnswers;

/**
 * Logistic fits of drawn data, through the command line, beside an independent solver: the sums at the optimum agree to 1e-10 of their size.
 *
 * <p>The files are written to the directory that {@code -Dthalweg.generated=DIR} names, and stay there. To be run by name, with memory for the
 * largest: {@code mvn -pl jobs -am test -Dtest=GeneratedFits -Dsurefire.failIfNoSpecifiedTests=false
 * -DargLine="-Xmx6g --add-modules jdk.incubator.vector"}.
 */
class GeneratedFits {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 20;
    private static final double LAMBDA = 1;

    @ParameterizedTest
    @CsvSource({"100000, 50, 50", "1000000, 100, 100", "1000000, 100000, 50"})
    void the_optimum_is_that_of_an_independent_solver(int rows, int features, int filled) throws IOException {
        LogisticData data = filled == features
                ? LogisticData.dense(rows, features, SEED)
                : LogisticData.sparse(rows, features, filled, SEED);
        Path file = file(data, "logistic-%dx%d".formatted(rows, features));
        long begin = System.nanoTime();
        double expected = new NewtonCg(data, LAMBDA).minimum();
        double solver = (System.nanoTime() - begin) / 1e9;
        List<String> arguments = new ArrayList<>(List.of("fit", "linear", "--data", file.toString()));
        arguments.addAll(List.of("--loss", "logistic", "--l2", "1", "--output", "json", "--quiet"));
        if (filled == features) {
            arguments.addAll(List.of("--response", "y"));
        }
        begin = System.nanoTime();
        JsonNode result = run(arguments);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double found = result.get("fun").doubleValue();
        System.out.printf(
                Locale.ROOT,
                "%,d x %,d: %.10f, the solver %.10f, relative difference %.1e; %.1f s with reading, %d evaluations, %s (the solver %.1f s"
                        + " without)%n",
                rows,
                features,
                found,
                expected,
                Math.abs(found - expected) / expected,
                seconds,
                result.get("nfev").intValue(),
                result.get("method").asText(),
                solver);
        assertThat(found).isCloseTo(expected, within(1e-10 * expected));
    }

    /** The same without reading, on warm code, to compare with what other libraries take. */
    @ParameterizedTest
    @CsvSource({"100000, 50, 50", "1000000, 100, 100", "1000000, 100000, 50"})
    void a_warm_fit_is_timed(int rows, int features, int filled) {
        LogisticData data = filled == features
                ? LogisticData.dense(rows, features, SEED)
                : LogisticData.sparse(rows, features, filled, SEED);
        LinearTerms.Shape shape = new LinearTerms.Shape(new Logistic(), true, LAMBDA);
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        LinearTerms terms = filled == features
                ? LinearTerms.dense(data.table(), data.labels(), ones, shape)
                : LinearTerms.sparse(
                        new SparseTable(features, rows, data.starts(), data.indices(), data.values()),
                        data.labels(),
                        ones,
                        shape);
        double[] start = new double[features + 1];
        double optimum = Double.POSITIVE_INFINITY;
        for (double tolerance : new double[] {1e-4, 1e-2, 1}) {
            double[] seconds = new double[3];
            FinishedDescent end = null;
            try (ThreadedAnswers answers = new ThreadedAnswers(terms, 2)) {
                for (int run = -1; run < seconds.length; run++) {
                    FitDescent fit = new FitDescent(
                            new SummedObjective(terms, answers), // a new one, which remembers nothing of the run before
                            Bounds.unbounded(start.length),
                            new DescentPlan(new Lbfgs(), tolerance, 10_000, 0, Double.NEGATIVE_INFINITY),
                            terms::curvatures);
                    long begin = System.nanoTime();
                    end = fit.from(0, start);
                    if (run >= 0) {
                        seconds[run] = (System.nanoTime() - begin) / 1e9;
                    }
                }
            }
            Arrays.sort(seconds);
            optimum = Math.min(optimum, end.end().value());
            System.out.printf(
                    Locale.ROOT,
                    "thalweg %,d x %,d: tolerance %.0e: %.2f s (median of 3), %d evaluations, %.1e above the least found%n",
                    rows,
                    features,
                    tolerance,
                    seconds[1],
                    end.evaluations(),
                    (end.end().value() - optimum) / optimum);
            assertThat(end.end().value()).isCloseTo(optimum, within(1e-6 * optimum));
        }
    }

    private static Path file(LogisticData data, String name) throws IOException {
        Path folder = Path.of(System.getProperty("thalweg.generated", System.getProperty("java.io.tmpdir")));
        Path file = Files.createDirectories(folder).resolve(name + data.ending());
        if (!Files.exists(file)) {
            data.write(file);
        }
        return file;
    }

    private static JsonNode run(List<String> arguments) throws IOException {
        Invocation run = Invocation.of(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }
}
