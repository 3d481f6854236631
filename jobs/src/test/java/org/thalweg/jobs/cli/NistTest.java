package org.thalweg.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.jobs.cli.NistProblem.Parameter;

/** Certified parameters, standard errors and residual sums of squares, through the command line with the model as text. */
final class NistTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Their observations have no errors but rounding: what is left of them is rounding of our own. */
    private static final Set<String> EXACT = Set.of("Lanczos1");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Misra1a",
                "Chwirut2",
                "Chwirut1",
                "Lanczos3",
                "Gauss1",
                "Gauss2",
                "DanWood",
                "Misra1b",
                "Kirby2",
                "Hahn1",
                "Nelson",
                "MGH17",
                "Lanczos1",
                "Lanczos2",
                "Gauss3",
                "Misra1c",
                "Misra1d",
                "Roszman1",
                "ENSO",
                "MGH09",
                "Thurber",
                "BoxBOD",
                "Rat42",
                "MGH10",
                "Eckerle4",
                "Rat43",
                "Bennett5"
            })
    void certified_values_are_met_from_both_published_starts(String name) throws IOException {
        NistProblem problem = NistProblem.named(name);
        check(problem, fit(problem, "--start", problem.start(Parameter::first)));
        check(problem, fit(problem, "--start", problem.start(Parameter::second)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Misra1a",
                "Chwirut2",
                "Lanczos3",
                "Gauss1",
                "Gauss2",
                "DanWood",
                "Kirby2",
                "Hahn1",
                "Nelson",
                "MGH17",
                "Misra1c",
                "Misra1d",
                "Roszman1",
                "ENSO",
                "MGH09"
            })
    void the_certified_minimum_is_the_best_of_200_random_starts(String name) throws IOException {
        NistProblem problem = NistProblem.named(name);
        // parameters of equal peaks may change places, so the value alone is certain
        JsonNode result = fit(problem, "--starts", "200", "--bounds", problem.bounds());
        assertThat(digits(result.get("fun"), problem.rss())).as(name).isGreaterThanOrEqualTo(8);
        assertThat(result.get("starts").get("total").intValue()).isEqualTo(200);
    }

    private JsonNode fit(NistProblem problem, String... more) throws IOException {
        String[] arguments = {
            "fit",
            problem.model(),
            "--data",
            problem.writeTo(folder).toString(),
            "--response",
            problem.response(),
            "--output",
            "json"
        };
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        Invocation run = Invocation.of(all);
        assertThat(run.exitCode())
                .as(problem.name() + ": " + run.err() + run.out())
                .isZero();
        return JSON.readTree(run.out());
    }

    private static void check(NistProblem problem, JsonNode result) {
        boolean exact = EXACT.contains(problem.name());
        for (Parameter parameter : problem.parameters()) {
            String what = problem.name() + " " + parameter.name();
            assertThat(digits(result.get("parameters").get(parameter.name()), parameter.certified()))
                    .as(what)
                    .isGreaterThanOrEqualTo(problem.name().startsWith("Lanczos") ? 6 : 8);
            assertThat(digits(result.get("standardErrors").get(parameter.name()), parameter.deviation()))
                    .as("standard error of " + what)
                    .isGreaterThanOrEqualTo(exact ? 2 : 5);
        }
        assertThat(digits(result.get("rss"), problem.rss()))
                .as("rss of " + problem.name())
                .isGreaterThanOrEqualTo(exact ? 2 : 8);
        assertThat(result.get("observations").intValue())
                .isEqualTo(problem.table().size() - 1);
    }

    private static double digits(JsonNode found, double certified) {
        return -Math.log10(Math.abs(found.doubleValue() - certified) / Math.abs(certified));
    }
}
