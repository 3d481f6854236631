package org.thalweg.jobs.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.fit.rounds.FitResult;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.core.fit.rounds.StartPoint;
import org.thalweg.core.run.PartitionedDescent;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.cli.output.FitFrame;
import org.thalweg.jobs.cli.output.FitReport;
import org.thalweg.jobs.cli.output.RunReport;
import org.thalweg.jobs.cli.page.FitPage;
import org.thalweg.jobs.fit.Fit;
import org.thalweg.jobs.monitor.Study;
import org.thalweg.jobs.search.source.SearchRequest;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/**
 * One descent over very many variables, in place of a search: begun, or watched where it runs.
 *
 * @param began when the command began, by {@link System#nanoTime}
 * @param metrics where its meters are served; null where it is watched only
 */
record SoleDescent(
        Streams streams,
        long began,
        OutputArguments output,
        PageArguments page,
        @Nullable MetricsArguments metrics) {

    @Command
    private static final class Words {
        @Mixin
        private final SearchArguments search = new SearchArguments();

        @Mixin
        private final PartitionedArguments partitioned = new PartitionedArguments();
    }

    /** What is looked for, and the sum that is descended. */
    private record Question(PartitionedDescent descent, SearchSpecification specification, FitSpecification sum) {}

    private static Question question(SearchArguments search, PartitionedArguments partitioned, Formula formula) {
        double[] pattern = partitioned.pattern();
        SearchSpecification specification = search.single(formula, pattern);
        PartitionedDescent descent = new PartitionedDescent(specification);
        StartPoint start = pattern == null
                ? new StartPoint.Given(specification.starts().point(0))
                : new StartPoint.Repeated(pattern);
        try {
            return new Question(descent, specification, descent.fit(formula, start));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--partitioned: %s.", String.valueOf(e.getMessage()));
        }
    }

    /** Begins the descent, or goes on with it, and stays until it ends; the exit code. */
    int begin(SearchArguments search, PartitionedArguments partitioned, SearchRunner runner, int slots, boolean detach)
            throws InterruptedException, IOException {
        ClusterRunner cluster = runner instanceof ClusterRunner there ? there : null;
        Integer port = metrics == null ? null : metrics.port();
        Duration linger = metrics == null ? Duration.ZERO : metrics.linger();
        if (partitioned.from() != null && cluster == null) {
            throw CommandException.usage("--from needs --cluster: a local descent is not kept.");
        }
        if (cluster != null) {
            runner.prepare(slots, port);
        }
        Formula formula = search.formula(streams);
        Question asked = question(search, partitioned, formula);
        SearchRequest request =
                search.singleRequest(formula, asked.specification().starts().point(0), partitioned);
        boolean maximize = asked.specification().problem().maximize();
        Fit fit = Fit.of(asked.sum())
                .study(new Study(metrics == null ? "fit" : metrics.study(), maximize))
                .parameters(request.asParameters());
        String place = runner.place(slots);
        try (PageArguments.Watch<FitPage> shown =
                        page.open(asked.specification(), FitPage.Subject.FORMULA, place, cluster != null, streams);
                PartitionedExecution execution = cluster == null
                        ? PartitionedExecution.start(fit, slots, port)
                        : PartitionedExecution.on(cluster, fit, slots, partitioned.from())) {
            if (detach) {
                streams.out().println(execution.jobId());
                return ExitCode.FOUND.code();
            }
            if (metrics != null) {
                metrics.announce(execution.metrics(), streams, output.quiet());
            }
            int code;
            try (Interruption interruption = Interruption.stops(execution::cancel)) {
                SearchResult result = attend(asked, execution, shown, search.timeLimit(), place);
                execution
                        .saved()
                        .ifPresent(
                                path -> streams.err().println("The descent is saved. To go on: " + resumption(path)));
                code = interruption.isRequested()
                        ? ExitCode.INTERRUPTED.code()
                        : ExitCode.of(result.status()).code();
            }
            shown.linger();
            TimeUnit.MILLISECONDS.sleep(linger.toMillis());
            return code;
        }
    }

    /** Stays with the descent that a job is until it ends; the exit code. */
    int watch(SearchRequest request, ClusterRunner runner, String job) throws InterruptedException, IOException {
        Words words = new Words();
        try {
            Thalweg.lenient(new CommandLine(words)).parseArgs(request.words().toArray(String[]::new));
        } catch (ParameterException e) {
            throw new CommandException(
                    ExitCode.CANNOT_RESUME,
                    "the words in which the descent was asked for are not understood: %s Maybe a newer Thalweg took them down?"
                            .formatted(e.getMessage()));
        }
        Question asked = question(words.search, words.partitioned, words.search.formula(streams));
        String place = runner.place(runner.slotsNow());
        try (PageArguments.Watch<FitPage> shown =
                page.open(asked.specification(), FitPage.Subject.FORMULA, place, true, streams)) {
            PartitionedExecution execution = PartitionedExecution.of(runner, asked.sum(), job);
            SearchResult result = attend(asked, execution, shown, null, place);
            shown.linger();
            return ExitCode.of(result.status()).code();
        }
    }

    private SearchResult attend(
            Question asked,
            PartitionedExecution execution,
            PageArguments.Watch<FitPage> shown,
            @Nullable Duration limit,
            String place)
            throws InterruptedException, IOException {
        Spectator spectator = Spectator.of(streams, output.quiet(), metrics == null && !page.isWanted());
        FitFrame frame = spectator.frame(asked.specification(), 0, place);
        shown.tell(
                open -> open.follow(execution::glimpse, () -> execution.cancel().map(SoleDescent::resumption)));
        FitResult end = spectator.await(execution, execution::glimpse, frame, limit);
        execution
                .glimpse()
                .thenAccept(seen -> shown.tell(open -> open.show(seen)))
                .exceptionally(gone -> null)
                .join();
        boolean late = end.termination() == null && execution.isLate();
        SearchResult result = asked.descent().result(asked.sum(), end, late);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
        RunReport report = new RunReport(result, List.of(), elapsed, place, Versions.all());
        shown.tell(open -> open.end(new FitReport(report, null)));
        output.write(report, streams);
        shown.writeReport();
        return result;
    }

    private static String resumption(String path) {
        return "the same command with --from " + path;
    }
}
