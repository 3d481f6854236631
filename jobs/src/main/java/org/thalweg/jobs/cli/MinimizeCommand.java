package org.thalweg.jobs.cli;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.fit.rounds.FitResult;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.core.fit.rounds.StartPoint;
import org.thalweg.core.kernel.KernelBackend;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.FormulaObjective;
import org.thalweg.core.objective.GivenGradient;
import org.thalweg.core.objective.Objective;
import org.thalweg.core.run.PartitionedDescent;
import org.thalweg.core.run.Problem;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.StartPlan;
import org.thalweg.jobs.cli.output.RunReport;
import org.thalweg.jobs.cli.terminal.ProgressDisplay;
import org.thalweg.jobs.cli.terminal.TerminalStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds where a formula is lowest. */
@Command(
        name = "minimize",
        mixinStandardHelpOptions = true,
        description =
                "Finds where EXPR is lowest: many descents from different starts, every end classified and counted.",
        footer = {
            "",
            "Formulas: + - * / ^, sum(i, 1, n, ...), prod(...), if(c, a, b), bindings r = x - 1; r^2,",
            "  sqrt cbrt exp expm1 log log1p log2 log10 sin cos tan asin acos atan atan2 sinh cosh tanh",
            "  abs sign min max hypot pow sigmoid softplus erf floor ceil, pi, e; vectors x[1..n]."
        })
final class MinimizeCommand implements Callable<Integer> {
    private static final int MOST_SLOTS = 1024;

    private final Streams streams;
    private final SearchRunner runner;
    private final long began = System.nanoTime();

    @Mixin
    private ObjectiveArguments objective = new ObjectiveArguments();

    @Option(
            names = "--gradient",
            paramLabel = "EXPR",
            arity = "1",
            description =
                    "a formula to use as the derivative, one a variable, in order (default: the exact derivative)")
    private List<String> gradient = new ArrayList<>();

    @Option(names = "--maximize", description = "look for the highest point instead")
    private boolean maximize;

    @Option(
            names = "--kernel",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "how the formula is computed: auto, vector, scalar or reference (default: auto); the result is the same,"
                    + " to the bit")
    private String kernel = "auto";

    @Mixin
    private StartArguments starts = new StartArguments();

    @Mixin
    private DescentArguments descents = new DescentArguments();

    @Mixin
    private StopArguments stop = new StopArguments();

    @Mixin
    private PartitionedArguments partitioned = new PartitionedArguments();

    @Option(names = "--parallelism", paramLabel = "P", description = "slots to work with (default: one a processor)")
    private @Nullable String parallelism;

    @Option(
            names = "--list",
            paramLabel = "N",
            defaultValue = "1000",
            description = "how many minima the result lists (default: 1000)")
    private String list = "1000";

    @Mixin
    private MetricsArguments metrics = new MetricsArguments();

    @Mixin
    private OutputArguments output = new OutputArguments();

    MinimizeCommand(Streams streams, SearchRunner runner) {
        this.streams = streams;
        this.runner = runner;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        int slots = slots();
        if (partitioned.isAsked()) {
            return descend(slots);
        }
        Duration linger = metrics.linger();
        Integer port = metrics.port();
        runner.prepare(slots, port);
        output.check();
        Formula formula = objective.formula(streams);
        SearchSpecification specification = specification(formula);
        RunPlan plan = new RunPlan(
                metrics.study(), slots, WholeNumber.between(0, 1_000_000, "--list", list), stop.timeLimit());
        try (SearchExecution execution = runner.start(specification, plan)) {
            if (port != null) {
                announce(port, execution.metrics());
            }
            int code = run(execution, specification, plan);
            TimeUnit.MILLISECONDS.sleep(linger.toMillis());
            return code;
        }
    }

    private int run(SearchExecution execution, SearchSpecification specification, RunPlan plan)
            throws InterruptedException {
        // closed once the result is written
        try (Interruption interruption = Interruption.stops(execution::cancel)) {
            SearchResult result = await(execution);
            Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
            output.write(new RunReport(result, notes(specification), elapsed, plan.slots(), Versions.all()), streams);
            return interruption.isRequested()
                    ? ExitCode.INTERRUPTED.code()
                    : ExitCode.of(result.status()).code();
        }
    }

    private void announce(int port, @Nullable URI address) {
        if (address == null) {
            throw CommandException.usage(
                    "--metrics-port: no port of ten from %d on is free, or the plugin that serves metrics is missing "
                            + "(plugins/thalweg-metrics beside lib). Give another port.",
                    port);
        }
        if (!output.quiet()) {
            streams.err().println("metrics at " + address);
        }
    }

    /** One descent over very many variables, instead of a search. */
    private int descend(int slots) throws InterruptedException, IOException {
        output.check();
        Formula formula = objective.formula(streams);
        SearchSpecification specification = partitionedSpecification(formula);
        PartitionedDescent descent = new PartitionedDescent(specification);
        FitSpecification fit;
        try {
            double[] start = specification.starts().point(0);
            double[] pattern = partitioned.pattern();
            fit = descent.fit(
                    formula, pattern == null ? new StartPoint.Given(start) : new StartPoint.Repeated(pattern));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--partitioned: %s.", String.valueOf(e.getMessage()));
        }
        try (PartitionedExecution execution = PartitionedExecution.start(fit, slots);
                Interruption interruption = Interruption.stops(execution::cancel)) {
            FitResult end = execution.result(streams.err(), output.quiet());
            SearchResult result = descent.result(end, descent.curvature(fit, end));
            Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
            output.write(new RunReport(result, List.of(), elapsed, slots, Versions.all()), streams);
            return interruption.isRequested()
                    ? ExitCode.INTERRUPTED.code()
                    : ExitCode.of(result.status()).code();
        }
    }

    private SearchSpecification partitionedSpecification(Formula formula) {
        List<String> variables = formula.variables();
        Bounds bounds = objective.bounds(variables);
        if (metrics.port() != null) {
            throw CommandException.usage("--partitioned takes no --metrics-port yet.");
        }
        if (!gradient.isEmpty() || !bounds.isUnbounded() || stop.timeLimit() != null) {
            throw CommandException.usage("--partitioned takes no %s yet.",
                    !gradient.isEmpty() ? "--gradient" : bounds.isUnbounded() ? "--time-limit" : "--bounds");
        }
        return new SearchSpecification(
                new Problem(formula.text(), variables, new FormulaObjective(formula), bounds, maximize),
                starts.single(variables, bounds, partitioned.pattern()),
                descents.plan(stop.target(maximize)),
                stop.distinctness(),
                stop.plan(maximize));
    }

    private SearchResult await(SearchExecution execution) throws InterruptedException {
        if (output.quiet()) {
            return execution.result();
        }
        TerminalStyle style = TerminalStyle.of("stderr", streams.environment());
        try (ProgressDisplay display = new ProgressDisplay(streams.err(), style, execution::progress)) {
            display.begin();
            return execution.result();
        }
    }

    private SearchSpecification specification(Formula formula) {
        List<String> variables = formula.variables();
        if (variables.isEmpty()) {
            throw CommandException.usage("EXPR (%s) has no variables: there is nothing to search.", formula.text());
        }
        Bounds bounds = objective.bounds(variables);
        Problem problem = new Problem(formula.text(), variables, derivatives(formula), bounds, maximize);
        return new SearchSpecification(
                problem,
                starts.plan(variables, bounds),
                descents.plan(stop.target(maximize)),
                stop.distinctness(),
                stop.plan(maximize));
    }

    private Objective derivatives(Formula formula) {
        if (gradient.isEmpty()) {
            return new FormulaObjective(formula, backend());
        }
        if (gradient.size() != formula.dimension()) {
            throw CommandException.usage(
                    "--gradient is given %d times for %d variables (%s). Give one formula a variable, in order.",
                    gradient.size(), formula.dimension(), VariableList.of(formula.variables()));
        }
        return new GivenGradient(
                new FormulaObjective(formula, backend()),
                gradient.stream().map(formula::sibling).toList());
    }

    private KernelBackend backend() {
        List<String> names = Stream.of(KernelBackend.values())
                .map(backend -> backend.name().toLowerCase(Locale.ROOT))
                .toList();
        int chosen = names.indexOf(kernel);
        if (chosen < 0) {
            throw CommandException.usage(
                    "--kernel: there is no kernel '%s'.%s Kernels: %s.",
                    kernel, NearestName.hint(kernel, names), String.join(", ", names));
        }
        return KernelBackend.values()[chosen];
    }

    private int slots() {
        return parallelism == null
                ? Runtime.getRuntime().availableProcessors()
                : WholeNumber.between(1, MOST_SLOTS, "--parallelism", parallelism);
    }

    /** What the user did not ask for in so many words, but gets. */
    private List<String> notes(SearchSpecification specification) {
        List<String> notes = new ArrayList<>();
        Bounds bounds = specification.problem().bounds();
        List<String> variables = specification.problem().variables();
        for (int i = 0; i < bounds.dimension(); i++) {
            if (bounds.isFixed(i)) {
                notes.add("%s is fixed at %s.".formatted(variables.get(i), NumberText.plain(bounds.lower()[i])));
            }
        }
        StartPlan plan = specification.starts();
        if (starts.isRegionAssumed(bounds, plan)) {
            notes.add("Starts were drawn from [-10, 10] where there are no bounds; --start-region changes that.");
        }
        return notes;
    }
}
