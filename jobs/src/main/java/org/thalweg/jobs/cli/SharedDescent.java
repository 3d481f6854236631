package org.thalweg.jobs.cli;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.thalweg.core.fit.local.SignSplit;
import org.thalweg.core.fit.rounds.ByGradient;
import org.thalweg.core.fit.rounds.FitMethod;
import org.thalweg.core.fit.rounds.FitPlan;
import org.thalweg.core.fit.rounds.FitResult;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.core.fit.rounds.ScaledMethod;
import org.thalweg.core.fit.rounds.Scales;
import org.thalweg.core.optimizer.Optimizer;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.DescentPlan;
import org.thalweg.core.search.StartPlan;
import org.thalweg.core.stopping.FirstOf;
import org.thalweg.core.stopping.Progress;
import org.thalweg.jobs.cli.output.FitFrame;
import org.thalweg.jobs.cli.page.FitPage;
import org.thalweg.jobs.fit.Fit;
import org.thalweg.jobs.fit.FitGlimpse;
import org.thalweg.jobs.fit.FitWatch;

/**
 * The one descent of a fit whose rows are dealt to workers on Flink, which add up their sums.
 *
 * @param asked among other things what errors and parameters cost, which makes one fit another
 * @param specification the fit, of one start
 * @param split the parameters, in halves where they are penalized by their magnitude: it is the halves that descend
 * @param place where they are
 */
record SharedDescent(
        FitTask task,
        FitArguments asked,
        SearchSpecification specification,
        SignSplit split,
        FitPlaceArguments.Place place) {

    /** Told what the loss is where the descent ended, as it is computed here, and as it was for those who descended. */
    interface Comparison {
        void compare(double here, double there);
    }

    /**
     * How the descent ended.
     *
     * @param descent where it ended, and after how much work
     * @param rest the fit that begins there, and so has but to polish and to judge that
     */
    record End(FitResult descent, SearchSpecification rest) {}

    /** Begins it, or joins it where it is under way; returns at once. */
    PartitionedExecution begin() {
        return place.begin(fit());
    }

    /**
     * Descends.
     *
     * @param watch is told where a page asks to end it
     * @param shown shows how far it is
     * @param spectator waits for its end
     */
    End run(FitWatch watch, PageArguments.Watch<FitPage> shown, Spectator spectator, Comparison comparison)
            throws InterruptedException {
        try (PartitionedExecution execution = begin();
                Interruption interruption =
                        place.isJoined() ? Interruption.never() : Interruption.stops(execution::cancel)) {
            Supplier<CompletableFuture<FitGlimpse>> question =
                    () -> execution.glimpse().thenApply(this::joined);
            shown.tell(open -> open.follow(question, () -> {
                watch.cancelled();
                return execution.cancel().map(SharedDescent::resumption);
            }));
            FitFrame frame = spectator.frame(specification, task.rows().count(), place.text());
            FitResult end = spectator.await(execution, question, frame, null);
            question.get()
                    .thenAccept(seen -> shown.tell(open -> open.show(seen)))
                    .exceptionally(gone -> null)
                    .join();
            if (interruption.isRequested() || end.termination() == null) {
                watch.cancelled(); // whoever ended it
            }
            if (place.isCluster()) {
                execution
                        .saved()
                        .ifPresent(path ->
                                spectator.streams().err().println("The fit is saved. To go on: " + resumption(path)));
            }
            if (place.isJoined() && end.last().length > 0) {
                comparison.compare(split.objective().value(end.x()), end.value());
            }
            return new End(end, rest(end, watch.isCancelled()));
        }
    }

    private static String resumption(String path) {
        return "the same command with --from " + path;
    }

    private Fit fit() {
        StartPlan plan = specification.starts();
        if (plan.total() != 1) {
            throw CommandException.usage(
                    "%s is one descent: give one --start, or --starts 1 (not %d).",
                    place.isCluster() ? "--cluster" : "--partitioned", plan.total());
        }
        FitPlan<?> halves = plan(specification.descents().optimizer(), split.separated(plan.point(0)));
        String text = "%s, %s, %d rows"
                .formatted(
                        specification.problem().text(),
                        asked.losses().text(),
                        task.rows().count());
        FitSpecification shared = new FitSpecification(text, split.terms(), halves);
        return Fit.of(shared)
                .rowsRejected(task.rows().rejected())
                .parameters(AskedFit.request(asked, task, plan).asParameters());
    }

    /** What is seen of the halves, as seen of θ. */
    private FitGlimpse joined(FitGlimpse seen) {
        int halves = split.terms().parameters();
        int parameters = task.parameters().size();
        return halves == parameters ? seen : seen.translated(halves, parameters, split::joined);
    }

    private SearchSpecification rest(FitResult end, boolean cancelled) {
        return new SearchSpecification(
                specification.problem(),
                asked.starts().at(split.joined(end.x()), specification.problem().bounds()),
                cancelled ? standing(specification.descents()) : finishing(),
                specification.distinctness(),
                specification.stop());
    }

    /** The plan of a descent that takes no step: it looks at where it is. */
    private static DescentPlan standing(DescentPlan plan) {
        return new DescentPlan(plan.optimizer(), plan.gradientTolerance(), 0, plan.maxEscapes(), plan.target());
    }

    /** The plan of what is left to do. */
    private DescentPlan finishing() {
        DescentPlan plan = specification.descents();
        return asked.method().batches() == 1
                ? plan
                : asked.method().usualPlan(task.parameters().size(), plan.target());
    }

    private <S extends Progress> FitPlan<S> plan(Optimizer<S> optimizer, double[] start) {
        DescentPlan descents = specification.descents();
        double target = asked.method().batches() == 1
                ? descents.target()
                : Double.NEGATIVE_INFINITY; // a part of the sum says little
        FirstOf rule = FirstOf.standard(descents.gradientTolerance(), descents.maxIterations(), target);
        long seed = specification.starts().seed();
        FitMethod<S> plain = new ByGradient<>(optimizer, seed, asked.method().batches());
        double[] curvatures =
                Scales.serve(optimizer, start.length) ? split.terms().curvatures() : new double[0];
        FitMethod<S> method =
                curvatures.length == 0 ? plain : new ScaledMethod<>(plain, Scales.of(curvatures), split.bounds());
        return FitPlan.whole(method, start, split.bounds(), rule);
    }
}
