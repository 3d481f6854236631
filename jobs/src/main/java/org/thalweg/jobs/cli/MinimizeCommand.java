package org.thalweg.jobs.cli;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.fit.rounds.FitResult;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.core.fit.rounds.StartPoint;
import org.thalweg.core.run.PartitionedDescent;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.cli.output.RunReport;
import org.thalweg.jobs.cli.page.SearchPage;
import org.thalweg.jobs.fit.Fit;
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
    private final Streams streams;
    private final SearchRunner local;
    private final long began = System.nanoTime();

    @Mixin
    private SearchArguments search = new SearchArguments();

    @Mixin
    private PartitionedArguments partitioned = new PartitionedArguments();

    @Mixin
    private PlaceArguments place = new PlaceArguments();

    @Option(names = "--detach", description = "with --cluster: print the job's id and leave it running")
    private boolean detach;

    @Option(
            names = "--list",
            paramLabel = "N",
            defaultValue = "1000",
            description = "how many minima the result lists (default: 1000)")
    private String list = "1000";

    @Mixin
    private MetricsArguments metrics = new MetricsArguments();

    @Mixin
    private PageArguments page = new PageArguments();

    @Mixin
    private OutputArguments output = new OutputArguments();

    MinimizeCommand(Streams streams, SearchRunner runner) {
        this.streams = streams;
        this.local = runner;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (detach && !place.isCluster()) {
            throw CommandException.usage("--detach needs --cluster: a local search ends with this process.");
        }
        output.check();
        page.check(detach);
        if (partitioned.isAsked()) {
            return descend(place.runner(local));
        }
        Duration linger = metrics.linger();
        SearchRunner runner = place.runner(local);
        int slots = place.slots(runner);
        runner.prepare(slots, metrics.port());
        AskedSearch asked = search.search(streams);
        try (PageArguments.Watch<SearchPage> watch =
                page.open(asked.specification(), runner.place(slots), place.isCluster(), streams)) {
            RunPlan plan = new RunPlan(metrics.study(), slots, listed(list), null);
            int code = run(runner, asked, plan, watch, linger);
            watch.linger();
            return code;
        }
    }

    private int run(
            SearchRunner runner,
            AskedSearch asked,
            RunPlan plan,
            PageArguments.Watch<SearchPage> watch,
            Duration linger)
            throws InterruptedException {
        try (runner) { // not before: a formula that is none need not wait until a cluster has ended
            SearchExecution execution = runner.start(asked, plan);
            if (detach || runner.isDetached()) {
                execution.jobId().ifPresent(streams.out()::println);
                return ExitCode.FOUND.code();
            }
            Integer port = metrics.port();
            if (port != null) {
                announce(port, execution.metrics());
            }
            int code = new Attendance(streams, output, began, watch)
                    .attend(execution, asked.notes(), runner.place(plan.slots()));
            TimeUnit.MILLISECONDS.sleep(linger.toMillis());
            return code;
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
    private int descend(SearchRunner runner) throws InterruptedException, IOException {
        int slots = place.slots(runner);
        if (metrics.port() != null || page.isAsked() || detach) {
            throw CommandException.usage(
                    "--partitioned takes no %s yet.",
                    detach ? "--detach" : page.isAsked() ? "--page or --report" : "--metrics-port");
        }
        if (partitioned.from() != null && !place.isCluster()) {
            throw CommandException.usage("--from needs --cluster: a local descent is not kept.");
        }
        Formula formula = search.formula(streams);
        SearchSpecification specification = search.single(formula, partitioned.pattern());
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
        if (place.isCluster()) {
            runner.prepare(slots, null);
        }
        try (PartitionedExecution execution = runner instanceof ClusterRunner cluster
                        ? PartitionedExecution.on(cluster, Fit.of(fit), slots, partitioned.from())
                        : PartitionedExecution.start(Fit.of(fit), slots);
                Interruption interruption = Interruption.stops(execution::cancel)) {
            FitResult end = execution.result(streams.err(), output.quiet(), search.timeLimit());
            boolean late = end.termination() == null && !interruption.isRequested();
            SearchResult result = descent.result(end, descent.curvature(fit, end), late);
            Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
            output.write(new RunReport(result, List.of(), elapsed, runner.place(slots), Versions.all()), streams);
            if (place.isCluster()) {
                execution
                        .saved()
                        .ifPresent(path -> streams.err()
                                .println("The descent is saved. To go on: the same command with --from " + path));
            }
            return interruption.isRequested()
                    ? ExitCode.INTERRUPTED.code()
                    : ExitCode.of(result.status()).code();
        }
    }

    /** Reads how many minima are to be listed. */
    static int listed(String text) {
        return WholeNumber.between(0, 1_000_000, "--list", text);
    }
}
