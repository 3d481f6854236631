package org.thalweg.jobs.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.thalweg.jobs.cli.page.SearchPage;
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
            SearchRunner runner = place.runner(local, streams);
            return new SoleDescent(streams, began, output, page, metrics)
                    .begin(search, partitioned, runner, place.slots(runner), detach);
        }
        Duration linger = metrics.linger();
        SearchRunner runner = place.runner(local, streams);
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
            metrics.announce(execution.metrics(), streams, output.quiet());
            int code = new Attendance(streams, output, began, watch)
                    .attend(execution, asked.notes(), runner.place(plan.slots()));
            TimeUnit.MILLISECONDS.sleep(linger.toMillis());
            return code;
        }
    }

    /** Reads how many minima are to be listed. */
    static int listed(String text) {
        return WholeNumber.between(0, 1_000_000, "--list", text);
    }
}
