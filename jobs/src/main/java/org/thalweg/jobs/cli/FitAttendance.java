package org.thalweg.jobs.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.local.SignSplit;
import org.thalweg.core.fit.model.SquarePenalty;
import org.thalweg.core.fit.rounds.FitResult;
import org.thalweg.core.fit.rounds.LossCurve;
import org.thalweg.core.fit.rounds.SummedObjective;
import org.thalweg.core.fit.statistics.FitSummary;
import org.thalweg.core.fit.statistics.Summaries;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.StationaryPoint;
import org.thalweg.jobs.cli.output.FitReport;
import org.thalweg.jobs.cli.output.RunReport;
import org.thalweg.jobs.cli.page.FitPage;
import org.thalweg.jobs.cli.terminal.ProgressDisplay;
import org.thalweg.jobs.cli.terminal.TerminalStyle;
import org.thalweg.jobs.fit.FitGlimpse;
import org.thalweg.jobs.fit.FitWatch;
import org.thalweg.jobs.fit.LocalFitRun;
import org.thalweg.jobs.search.SearchProgress;

/**
 * Stays with a fit until it ends, be it begun here or found on a cluster: shows how far it is, judges where it ends, writes its result.
 *
 * @param began when the command began, by {@link System#nanoTime}
 * @param modelFile where the fitted model goes; null for nowhere
 */
record FitAttendance(
        Streams streams,
        long began,
        OutputArguments output,
        PageArguments page,
        @Nullable Path modelFile) {
    private static final int LISTED = 1000;

    /** What is asked, with the data read. */
    private record Question(FitArguments asked, FittedModel meant, FitTask task, SearchSpecification specification) {

        static Question of(FitArguments asked, FittedModel meant, FitTask task) {
            return new Question(asked, meant, task, asked.specification(meant, task));
        }

        double[] penalty() {
            return asked.magnitudePenalty(task);
        }

        Bounds bounds() {
            return specification.problem().bounds();
        }
    }

    private Question question(FitArguments asked, FitPlaceArguments.Place place) {
        FittedModel meant = asked.model();
        return Question.of(asked, meant, meant.task(new RowPlace(asked.data(), streams, place.isShared())));
    }

    /** Fits; the exit code. */
    int fit(FitArguments asked, FitPlaceArguments.Place place) throws InterruptedException {
        return attend(question(asked, place), place, (here, there) -> {});
    }

    /** Begins a fit on a cluster and leaves it running; prints its job. */
    int leave(FitArguments asked, FitPlaceArguments.Place place) {
        Question question = question(asked, place);
        SignSplit split = new SignSplit(question.task().terms(), question.penalty(), question.bounds());
        SharedDescent descent = new SharedDescent(question.task(), asked, question.specification(), split, place);
        try (PartitionedExecution left = descent.begin()) {
            streams.out().println(left.jobId());
        }
        return ExitCode.FOUND.code();
    }

    /** Stays with the fit that a job is; the exit code. */
    int watch(AskedFit fit, FitPlaceArguments.Place place) throws InterruptedException {
        FittedModel meant = fit.arguments().model();
        return attend(Question.of(fit.arguments(), meant, fit.task(meant, streams)), place, fit::compare);
    }

    private int attend(Question question, FitPlaceArguments.Place place, SharedDescent.Comparison comparison)
            throws InterruptedException {
        FitTask task = question.task();
        try (PageArguments.Watch<FitPage> shown =
                page.open(question.specification(), task.subject(), place.text(), place.isCluster(), streams)) {
            FitWatch watch = new FitWatch(task.parameters().size(), !SquarePenalty.isNone(question.penalty()));
            int code;
            // closed first, so only once the result is written
            try (Interruption interruption = interruption(place, watch)) {
                FitReport report = fitted(question, watch, shown, place, comparison);
                write(report, shown);
                keep(report, question);
                code = interruption.isRequested()
                        ? ExitCode.INTERRUPTED.code()
                        : ExitCode.of(report.run().result().status()).code();
            }
            shown.linger();
            return code;
        }
    }

    /** Who only watches ends nothing. On Flink the descent is ended where it is. */
    private static Interruption interruption(FitPlaceArguments.Place place, FitWatch watch) {
        if (place.isJoined()) {
            return Interruption.never();
        }
        Runnable stop = place.isShared() ? watch::cancelled : watch::stop;
        return Interruption.stops(stop);
    }

    private FitReport fitted(
            Question question,
            FitWatch watch,
            PageArguments.Watch<FitPage> shown,
            FitPlaceArguments.Place place,
            SharedDescent.Comparison comparison)
            throws InterruptedException {
        FitTask task = question.task();
        SearchSpecification specification = question.specification();
        Bounds bounds = question.bounds();
        int threads = place.threads();
        try (FitThreads helpers = new FitThreads(sharers(specification, task, threads))) {
            List<LocalFitRun.Course> courses = new ArrayList<>();
            for (long t = 0; t < Math.min(threads, specification.starts().total()); t++) {
                FitWatch.Lane lane = watch.lane(bounds);
                SignSplit split = new SignSplit(
                        task.terms(),
                        question.penalty(),
                        bounds,
                        terms -> lane.observed(terms, helpers.objective(terms)));
                courses.add(new LocalFitRun.Course(lane, split));
            }
            SignSplit split = courses.get(0).split();
            SearchSpecification last = specification;
            FitResult shared = null;
            if (place.isShared()) {
                Spectator spectator = Spectator.of(streams, output.quiet(), place.isJoined() && !page.isWanted());
                SharedDescent.End end = new SharedDescent(task, question.asked(), specification, split, place)
                        .run(watch, shown, spectator, comparison);
                last = end.rest();
                shared = end.descent();
            } else {
                shown.tell(open -> open.follow(() -> CompletableFuture.completedFuture(watch.glimpse()), () -> {
                    watch.stop();
                    return Optional.empty();
                }));
            }
            LocalFitRun local = new LocalFitRun(last, watch, courses, task.linear());
            SearchResult result = attended(local, watch, last);
            LossCurve curve;
            if (shared == null) {
                curve = local.curve();
                shown.tell(open -> open.show(watch.glimpse()));
            } else {
                curve = shared.curve();
                result = result.after(shared.evaluations(), shared.iterations());
            }
            FitSummary summary = summary(question, result.best(), split.smooth());
            Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
            List<String> notes = question.asked().remarks(task).of(result, summary);
            return new FitReport(new RunReport(result, notes, elapsed, place.text(), Versions.all()), summary, curve);
        }
    }

    /** Runs a fit, with progress on standard error unless that is unwanted: of one descent its rounds, else the starts. */
    private SearchResult attended(LocalFitRun run, FitWatch watch, SearchSpecification specification)
            throws InterruptedException {
        if (output.quiet()) {
            return run.run(LISTED);
        }
        long total = specification.starts().total();
        boolean single = total == 1;
        TerminalStyle style = TerminalStyle.of("stderr", streams.environment());
        try (ProgressDisplay display = new ProgressDisplay(
                streams.err(),
                style,
                () -> {
                    FitGlimpse now = watch.glimpse();
                    long done = single ? now.rounds() : now.finished();
                    return CompletableFuture.completedFuture(new SearchProgress(
                            single ? Long.MAX_VALUE : total,
                            done,
                            0,
                            0,
                            0,
                            now.rounds(),
                            now.loss(),
                            0,
                            now.seconds()));
                },
                single ? "rounds" : "starts")) {
            display.begin();
            return run.run(LISTED);
        }
    }

    private void write(FitReport report, PageArguments.Watch<FitPage> shown) {
        shown.tell(open -> open.end(report));
        output.write(report, streams);
        shown.writeReport();
    }

    private void keep(FitReport report, Question question) {
        SearchResult result = report.run().result();
        if (modelFile != null && result.best() != null && result.status().isSuccess()) {
            question.meant().file(question.task(), result.best().x()).write(modelFile);
        }
    }

    /** The threads that share each pass over the data: all where there is one descent and more than a few rows, else one. */
    private static int sharers(SearchSpecification specification, FitTask task, int threads) {
        return specification.starts().total() == 1 && task.terms().shards() > 2 ? threads : 1;
    }

    private static @Nullable FitSummary summary(
            Question question, @Nullable StationaryPoint best, SummedObjective terms) {
        if (best == null) {
            return null;
        }
        FitTask task = question.task();
        Bounds bounds = question.bounds();
        double[] theta = best.x();
        boolean[] known = new boolean[theta.length];
        for (int j = 0; j < theta.length; j++) {
            boolean held = task.penalized()[j] && question.asked().losses().l1() > 0 && theta[j] == 0;
            known[j] = held || theta[j] <= bounds.lower()[j] || theta[j] >= bounds.upper()[j];
        }
        return new Summaries(task.rows(), task.loss()).at(theta, known, terms, new SummedObjective(task.squares()));
    }
}
