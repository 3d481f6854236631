package org.thalweg.jobs.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.fit.data.Observations;
import org.thalweg.core.fit.loss.Loss;
import org.thalweg.core.fit.loss.Squared;
import org.thalweg.core.fit.model.FormulaTerms;
import org.thalweg.core.fit.model.ModelFormula;
import org.thalweg.core.fit.rounds.SummedObjective;
import org.thalweg.core.fit.statistics.FitSummary;
import org.thalweg.core.fit.statistics.Summaries;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.run.Problem;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.Distinctness;
import org.thalweg.core.search.StationaryPoint;
import org.thalweg.core.search.StopPlan;
import org.thalweg.jobs.cli.output.FitReport;
import org.thalweg.jobs.cli.output.RunReport;
import org.thalweg.jobs.data.ReadTable;
import org.thalweg.jobs.fit.LocalFitRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds the parameters with which a model fits data best. */
@Command(
        name = "fit",
        mixinStandardHelpOptions = true,
        description =
                "Finds the parameters with which the formula EXPR fits data best. Names in the header of the data "
                        + "are data, all others are parameters.",
        footer = {
            "",
            "  thalweg fit \"b1*(1-exp(-b2*x))\" --data F.csv --response y --start b1=500,b2=0.0001",
            "Without --start, many fits start at random in the bounds, or in [-10, 10]."
        })
final class FitCommand implements Callable<Integer> {
    private static final long USUAL_STARTS = 100;
    private static final int LISTED = 1000;
    private static final long WAVE = 1 << 14;
    private static final int MOST_SLOTS = 1024;

    private final Streams streams;
    private final long began = System.nanoTime();

    @Mixin
    private ObjectiveArguments model = new ObjectiveArguments();

    @Mixin
    private DataArguments data = new DataArguments();

    @Mixin
    private DataArguments.Observed observed = new DataArguments.Observed();

    @Mixin
    private LossArguments losses = new LossArguments();

    @Mixin
    private StartArguments starts = new StartArguments();

    @Mixin
    private FitMethodArguments method = new FitMethodArguments();

    @Option(names = "--parallelism", paramLabel = "P", description = "threads to work with (default: one a processor)")
    private @Nullable String parallelism;

    @Mixin
    private OutputArguments output = new OutputArguments();

    FitCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        output.check();
        int threads = parallelism == null
                ? Runtime.getRuntime().availableProcessors()
                : WholeNumber.between(1, MOST_SLOTS, "--parallelism", parallelism);
        Loss loss = losses.loss();
        Formula formula = model.formula(streams);
        ReadTable read = data.read(streams, (List<String> header) -> columns(formula, header));
        ModelFormula split = new ModelFormula(formula, read.table().names());
        if (split.parameters().isEmpty()) {
            throw CommandException.usage(
                    "EXPR (%s) has no parameters: all its names are columns of the data.", formula.text());
        }
        Observations observations = observed.of(read.table(), loss);
        SearchSpecification specification = specification(split, observations, loss);
        int[] linear = split.linearParameters();
        SearchResult result = new LocalFitRun(specification, linear, threads).run(LISTED);
        report(result, split, new Sample(observations, read.rejected(), loss), threads);
        return ExitCode.of(result.status()).code();
    }

    private record Sample(Observations observations, long rejected, Loss loss) {}

    private List<String> columns(Formula formula, List<String> header) {
        Set<String> wanted = new HashSet<>(observed.columns(header));
        wanted.addAll(formula.variables());
        return header.stream().filter(wanted::contains).toList();
    }

    private SearchSpecification specification(ModelFormula split, Observations observations, Loss loss) {
        List<String> parameters = split.parameters();
        Bounds bounds = model.bounds(parameters);
        double[] ridge = new double[parameters.size()];
        Arrays.fill(ridge, losses.l2());
        SummedObjective objective = new SummedObjective(new FormulaTerms(split, observations, loss, ridge));
        String text = observed.text() + " ~ " + split.formula().text();
        return new SearchSpecification(
                new Problem(text, parameters, objective, bounds, false),
                starts.plan(parameters, bounds, USUAL_STARTS),
                method.plan(),
                Distinctness.standard(),
                new StopPlan(WAVE, Double.NEGATIVE_INFINITY, 0));
    }

    private void report(SearchResult result, ModelFormula split, Sample sample, int threads) {
        StationaryPoint best = result.best();
        FitSummary summary = null;
        if (best != null) {
            double[] none = new double[split.parameters().size()];
            SummedObjective terms =
                    (SummedObjective) result.specification().problem().objective();
            SummedObjective squares = sample.loss instanceof Squared && losses.l2() == 0
                    ? terms
                    : new SummedObjective(new FormulaTerms(split, sample.observations, new Squared(), none));
            summary = new Summaries(
                            split.parameters(),
                            sample.observations,
                            sample.rejected,
                            sample.loss,
                            result.specification().problem().bounds())
                    .at(best.x(), terms::answer, squares::answer);
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
        RunReport run = new RunReport(result, notes(summary), elapsed, threads, Versions.all());
        output.write(new FitReport(run, summary), streams);
    }

    private static List<String> notes(@Nullable FitSummary summary) {
        List<String> notes = new ArrayList<>();
        if (summary != null && summary.rejectedRows() > 0) {
            notes.add("%,d rows were left out.".formatted(summary.rejectedRows()));
        }
        if (summary != null && summary.degreesOfFreedom() <= 0) {
            notes.add("There are no more rows than free parameters: errors cannot be told.");
        }
        return notes;
    }
}
