package org.thalweg.jobs.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.local.SignSplit;
import org.thalweg.core.fit.model.SquarePenalty;
import org.thalweg.core.fit.rounds.LossCurve;
import org.thalweg.core.fit.rounds.SummedObjective;
import org.thalweg.core.fit.statistics.FitSummary;
import org.thalweg.core.fit.statistics.Summaries;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.run.Problem;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.Distinctness;
import org.thalweg.core.search.StartPlan;
import org.thalweg.core.search.StationaryPoint;
import org.thalweg.core.search.StopPlan;
import org.thalweg.jobs.cli.output.FitReport;
import org.thalweg.jobs.cli.output.RunReport;
import org.thalweg.jobs.cli.page.FitPage;
import org.thalweg.jobs.cli.terminal.ProgressDisplay;
import org.thalweg.jobs.cli.terminal.TerminalStyle;
import org.thalweg.jobs.fit.FitGlimpse;
import org.thalweg.jobs.fit.FitWatch;
import org.thalweg.jobs.fit.LocalFitRun;
import org.thalweg.jobs.search.SearchProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds the parameters with which a model fits data best. */
@Command(
        name = "fit",
        mixinStandardHelpOptions = true,
        description =
                "Finds the parameters with which EXPR fits data best. EXPR is a formula, in which names in the header "
                        + "of the data are data and all others parameters; or the word linear, for an intercept and a slope "
                        + "a column; or the word mlp, for a multilayer perceptron over all columns.",
        footer = {
            "",
            "  thalweg fit \"b1*(1-exp(-b2*x))\" --data F.csv --response y --start b1=500,b2=0.0001",
            "  thalweg fit linear --data F.libsvm --loss logistic --l2 1",
            "  thalweg fit linear --data F.csv --response kind --loss cross-entropy",
            "  thalweg fit mlp --layers 8 --data F.csv --response y --loss logistic --l2 0.001",
            "Without --start, a formula is fitted from many starts, drawn at random in the bounds or in [-10, 10]."
        })
final class FitCommand implements Callable<Integer> {
    private static final int LISTED = 1000;
    private static final long WAVE = 1 << 14;

    private final Streams streams;
    private final long began = System.nanoTime();
    private @Nullable LossCurve curve;

    @Mixin
    private ObjectiveArguments model = new ObjectiveArguments();

    @Mixin
    private PerceptronArguments perceptron = new PerceptronArguments();

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

    @Mixin
    private FitPlaceArguments places = new FitPlaceArguments();

    @Option(
            names = "--model-output",
            paramLabel = "FILE",
            description = "write the fitted model there, for thalweg predict")
    private @Nullable Path modelFile;

    @Mixin
    private OnlineArguments online = new OnlineArguments();

    @Mixin
    private PageArguments page = new PageArguments();

    @Mixin
    private OutputArguments output = new OutputArguments();

    FitCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        output.check();
        page.check(false);
        FittedModel meant = new FittedModel(model, perceptron, data, observed, losses);
        if (online.isAsked()) {
            if (page.isAsked()) {
                throw CommandException.usage("--online takes no --page or --report: it tells of itself as it goes.");
            }
            if (places.isShared()) {
                throw CommandException.usage(
                        "--online learns in this process: it takes no --partitioned or --cluster.");
            }
            return new GrowingFit(meant, starts, online, method).run(data, losses, modelFile, output, streams);
        }
        method.check(places.isShared());
        try (FitPlaceArguments.Place place = places.open()) {
            return fit(meant, place);
        }
    }

    private int fit(FittedModel meant, FitPlaceArguments.Place place) throws InterruptedException {
        FitTask task = meant.task(new RowPlace(data, streams, places.isShared()));
        SearchSpecification specification = specification(meant, task);
        FitPage.Subject subject =
                new FitPage.Subject(task.rows().count(), task.loss().name());
        try (PageArguments.Watch<FitPage> shown = page.open(specification, subject, place.text(), streams)) {
            FitWatch watch = new FitWatch(task.parameters().size(), !SquarePenalty.isNone(penalty(task)));
            Runnable stop =
                    places.isShared() ? watch::cancelled : watch::stop; // on Flink the descent is ended where it is
            int code;
            // closed first, so only once the result is written
            try (Interruption interruption = Interruption.stops(stop)) {
                FitReport report = fitted(task, specification, watch, shown, place);
                write(report, shown);
                keep(report, meant, task);
                code = interruption.isRequested()
                        ? ExitCode.INTERRUPTED.code()
                        : ExitCode.of(report.run().result().status()).code();
            }
            shown.linger();
            return code;
        }
    }

    private double[] penalty(FitTask task) {
        return task.magnitudePenalty(losses.l1());
    }

    private FitReport fitted(
            FitTask task,
            SearchSpecification specification,
            FitWatch watch,
            PageArguments.Watch<FitPage> shown,
            FitPlaceArguments.Place place)
            throws InterruptedException {
        int threads = place.threads();
        boolean shared = places.isShared();
        Bounds bounds = specification.problem().bounds();
        try (FitThreads helpers = new FitThreads(sharers(specification, task, threads))) {
            List<LocalFitRun.Course> courses = new ArrayList<>();
            for (long t = 0; t < Math.min(threads, specification.starts().total()); t++) {
                FitWatch.Lane lane = watch.lane(bounds);
                SignSplit split = new SignSplit(
                        task.terms(), penalty(task), bounds, terms -> lane.observed(terms, helpers.objective(terms)));
                courses.add(new LocalFitRun.Course(lane, split));
            }
            SignSplit split = courses.get(0).split();
            SearchSpecification last = specification;
            if (shared) {
                SharedDescent.End end = new SharedDescent(
                                task, specification, losses.text(), split, starts, method, place)
                        .run(watch, shown, streams, output.quiet());
                last = end.rest();
                curve = end.curve();
            } else {
                shown.tell(open -> open.follow(() -> CompletableFuture.completedFuture(watch.glimpse()), () -> {
                    watch.stop();
                    return Optional.empty();
                }));
            }
            LocalFitRun local = new LocalFitRun(last, watch, courses, task.linear());
            SearchResult result = attended(local, watch, last);
            curve = curve == null ? local.curve() : curve;
            if (!shared) {
                shown.tell(open -> open.show(watch.glimpse()));
            }
            FitSummary summary = summary(task, result.best(), bounds, split.smooth());
            Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
            List<String> notes = remarks(task).of(result, summary);
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

    private void keep(FitReport report, FittedModel meant, FitTask task) {
        SearchResult result = report.run().result();
        if (modelFile != null && result.best() != null && result.status().isSuccess()) {
            meant.file(task, result.best().x()).write(modelFile);
        }
    }

    private SearchSpecification specification(FittedModel meant, FitTask task) {
        List<String> parameters = task.parameters();
        Bounds bounds = model.bounds(parameters);
        StartPlan plan = meant.starts(starts, task, bounds);
        return new SearchSpecification(
                new Problem(task.text(), parameters, new SummedObjective(task.terms()), bounds, false),
                plan,
                method.plan(parameters.size(), remarks(task).separable()),
                Distinctness.standard(),
                new StopPlan(WAVE, Double.NEGATIVE_INFINITY, 0));
    }

    /** The threads that share each pass over the data: all where there is one descent and more than a few rows, else one. */
    private static int sharers(SearchSpecification specification, FitTask task, int threads) {
        return specification.starts().total() == 1 && task.terms().shards() > 2 ? threads : 1;
    }

    private @Nullable FitSummary summary(
            FitTask task, @Nullable StationaryPoint best, Bounds bounds, SummedObjective terms) {
        if (best == null) {
            return null;
        }
        double[] theta = best.x();
        boolean[] known = new boolean[theta.length];
        for (int j = 0; j < theta.length; j++) {
            boolean held = task.penalized()[j] && losses.l1() > 0 && theta[j] == 0;
            known[j] = held || theta[j] <= bounds.lower()[j] || theta[j] >= bounds.upper()[j];
        }
        return new Summaries(task.rows(), task.loss()).at(theta, known, terms, new SummedObjective(task.squares()));
    }

    private FitRemarks remarks(FitTask task) {
        boolean penalized = losses.l1() > 0 || losses.l2() > 0;
        return new FitRemarks(task, model.text().equals(LinearFit.KEYWORD), penalized);
    }
}
