package org.thalweg.jobs.cli;

import java.util.Optional;
import org.thalweg.core.fit.local.SignSplit;
import org.thalweg.core.fit.rounds.ByGradient;
import org.thalweg.core.fit.rounds.FitPlan;
import org.thalweg.core.fit.rounds.FitResult;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.core.fit.rounds.LossCurve;
import org.thalweg.core.optimizer.Optimizer;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.DescentPlan;
import org.thalweg.core.search.StartPlan;
import org.thalweg.core.stopping.FirstOf;
import org.thalweg.core.stopping.Progress;
import org.thalweg.jobs.cli.page.FitPage;
import org.thalweg.jobs.fit.Fit;
import org.thalweg.jobs.fit.FitGlimpse;
import org.thalweg.jobs.fit.FitWatch;

/**
 * The one descent of a fit whose rows are dealt to workers on Flink, which add up their sums.
 *
 * @param specification the fit, of one start
 * @param cost what errors and parameters cost, in words: it makes one fit another
 * @param split the parameters, in halves where they are penalized by their magnitude: it is the halves that descend
 * @param starts make the start of what is left to do
 * @param how the method, and its mini-batches
 * @param place where they are
 */
record SharedDescent(
        FitTask task,
        SearchSpecification specification,
        String cost,
        SignSplit split,
        StartArguments starts,
        FitMethodArguments how,
        FitPlaceArguments.Place place) {

    /**
     * How the descent ended.
     *
     * @param rest the fit that begins there, and so has but to polish and to judge that
     * @param curve how the loss fell
     */
    record End(SearchSpecification rest, LossCurve curve) {}

    /**
     * Descends.
     *
     * @param watch is told where a page asks to end it
     * @param shown shows how far it is
     */
    End run(FitWatch watch, PageArguments.Watch<FitPage> shown, Streams streams, boolean quiet)
            throws InterruptedException {
        try (PartitionedExecution execution = place.begin(fit());
                Interruption interruption = Interruption.stops(execution::cancel)) {
            shown.tell(open -> open.follow(() -> execution.glimpse().thenApply(this::joined), () -> {
                watch.cancelled();
                execution.cancel();
                return Optional.empty();
            }));
            FitResult end = execution.result(streams.err(), quiet, null);
            FitGlimpse seen = joined(execution.glimpse().join());
            shown.tell(open -> open.show(seen));
            if (interruption.isRequested()) {
                watch.cancelled();
            }
            execution
                    .saved()
                    .filter(path -> place.runner() != null)
                    .ifPresent(path ->
                            streams.err().println("The fit is saved. To go on: the same command with --from " + path));
            return new End(rest(end, watch.isCancelled()), end.curve());
        }
    }

    private Fit fit() {
        StartPlan plan = specification.starts();
        if (plan.total() != 1) {
            throw CommandException.usage(
                    "%s is one descent: give one --start, or --starts 1 (not %d).",
                    place.runner() == null ? "--partitioned" : "--cluster", plan.total());
        }
        FitPlan<?> halves = plan(specification.descents().optimizer(), split.separated(plan.point(0)));
        String text = "%s, %s, %d rows"
                .formatted(specification.problem().text(), cost, task.rows().count());
        FitSpecification shared = new FitSpecification(text, split.terms(), halves);
        return Fit.of(shared).rowsRejected(task.rows().rejected());
    }

    /** What is seen of the halves, as seen of θ. */
    private FitGlimpse joined(FitGlimpse seen) {
        return seen.theta().length == 0 ? seen : seen.at(split.joined(seen.theta()));
    }

    private SearchSpecification rest(FitResult end, boolean cancelled) {
        return new SearchSpecification(
                specification.problem(),
                starts.at(split.joined(end.x()), specification.problem().bounds()),
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
        return how.batches() == 1 ? plan : how.usualPlan(task.parameters().size(), plan.target());
    }

    private <S extends Progress> FitPlan<S> plan(Optimizer<S> optimizer, double[] start) {
        DescentPlan descents = specification.descents();
        double target =
                how.batches() == 1 ? descents.target() : Double.NEGATIVE_INFINITY; // a part of the sum says little
        FirstOf rule = FirstOf.standard(descents.gradientTolerance(), descents.maxIterations(), target);
        long seed = specification.starts().seed();
        return FitPlan.whole(new ByGradient<>(optimizer, seed, how.batches()), start, split.bounds(), rule);
    }
}
