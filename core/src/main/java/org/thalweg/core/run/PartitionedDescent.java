package org.thalweg.core.run;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.fit.FormulaTerms;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.chain.ChainTerms;
import org.thalweg.core.fit.rounds.BlockMethod;
import org.thalweg.core.fit.rounds.BlockMethods;
import org.thalweg.core.fit.rounds.Blocks;
import org.thalweg.core.fit.rounds.BoundedChainNewton;
import org.thalweg.core.fit.rounds.BySlices;
import org.thalweg.core.fit.rounds.ChainNewton;
import org.thalweg.core.fit.rounds.FitDriver;
import org.thalweg.core.fit.rounds.FitPlan;
import org.thalweg.core.fit.rounds.FitResult;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.core.fit.rounds.LeastCurvature;
import org.thalweg.core.fit.rounds.StartPoint;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.Newton;
import org.thalweg.core.search.FoundPoint;
import org.thalweg.core.search.Kind;
import org.thalweg.core.search.StationaryPoint;
import org.thalweg.core.search.StopReason;
import org.thalweg.core.stopping.FirstOf;
import org.thalweg.core.stopping.Outcome;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.Termination;

/**
 * One descent over very many variables: the terms of a formula's outermost sums are dealt into shards, its variables into blocks.
 *
 * <p>The number of shards and blocks follows from the formula alone, and so do the bits of the result.
 */
public final class PartitionedDescent {
    /** Enough for as many workers. */
    private static final int SHARDS = 64;

    private static final int LEAST_BLOCKS = 16;

    private final SearchSpecification specification;

    /** @param specification of a search with one start; of its plans, those of the descent and the target count */
    public PartitionedDescent(SearchSpecification specification) {
        this.specification = specification;
    }

    /**
     * The descent as a fit.
     *
     * @param formula the objective
     * @param start where it begins
     * @throws org.thalweg.core.expression.ExpressionException if the formula is not made of sums
     * @throws IllegalArgumentException if the method does not work on blocks
     */
    public FitSpecification fit(Formula formula, StartPoint start) {
        Problem problem = specification.problem();
        Bounds bounds = problem.bounds().isUnbounded() ? null : problem.bounds();
        if (specification.descents().optimizer() instanceof Newton) {
            ChainTerms chain = ChainTerms.of(formula, problem.maximize())
                    .orElseThrow(
                            () -> new IllegalArgumentException(
                                    "method newton needs terms that read few neighbouring variables each, and these read some that are far apart. Maybe --method lbfgs"));
            double tolerance = specification.descents().gradientTolerance();
            return new FitSpecification(
                    problem.text(),
                    chain,
                    bounds == null
                            ? plan(new ChainNewton(chain.seams(), tolerance), start, null)
                            : plan(new BoundedChainNewton(chain.seams()), start, bounds));
        }
        FormulaTerms terms = new FormulaTerms(formula, problem.maximize(), SHARDS);
        return new FitSpecification(
                problem.text(),
                terms,
                plan(BlockMethods.of(specification.descents().optimizer()), start, bounds));
    }

    /**
     * Whether Newton's method is the one to choose: every term reads few neighbouring variables, and all are smooth.
     *
     * @throws org.thalweg.core.expression.ExpressionException if the formula is not made of sums
     */
    public static boolean suitsNewton(Formula formula, boolean negated) {
        return formula.kinks().isEmpty() && ChainTerms.of(formula, negated).isPresent();
    }

    private <S extends Progress> FitPlan<S> plan(BlockMethod<S> method, StartPoint start, @Nullable Bounds bounds) {
        if (bounds != null && !(method instanceof BySlices || method instanceof BoundedChainNewton)) {
            throw new IllegalArgumentException(
                    "method %s over blocks of variables takes no bounds. Newton's does, for sums whose terms read few neighbouring variables, and first-order methods with a step do, such as --method adam --step 0.01"
                            .formatted(method.name()));
        }
        FirstOf rule = FirstOf.standard(
                specification.descents().gradientTolerance(),
                specification.descents().maxIterations(),
                specification.stop().target());
        Blocks blocks = Blocks.of(specification.problem().objective().dimension(), LEAST_BLOCKS);
        return new FitPlan<>(method, blocks, start, bounds, rule, Question.Kind.GRADIENT);
    }

    /**
     * What the descent found, as the result of a search. Value and gradient where it was stopped, and the curvature where it converged, are
     * worked out in this thread.
     *
     * @param fit the descent
     * @param stopped where it ended
     * @param late whether it was ended since its time was up
     */
    public SearchResult result(FitSpecification fit, FitResult stopped, boolean late) throws IOException {
        FitDriver sum = FitDriver.of(fit.terms());
        FitResult end = stopped.answered(sum, specification.problem().bounds());
        LeastCurvature curvature = status(end.termination()) == Status.CONVERGED ? curvature(sum, end.x()) : null;
        Termination termination = end.termination();
        boolean falls = curvature != null && curvature.isNegative();
        Status status = falls ? Status.FAILED : late ? Status.TIME_LIMIT : status(termination);
        boolean converged = status == Status.CONVERGED || status == Status.TARGET_REACHED;
        FoundPoint found = new FoundPoint(point(end, curvature), converged ? 1 : 0, 0, 0);
        String reason = termination != null
                ? termination.text()
                : late ? StopReason.TIME_LIMIT.text() : StopReason.CANCELLED.text();
        return new SearchResult(
                specification,
                status,
                found.point(),
                status == Status.CONVERGED ? List.of(found) : List.of(),
                status == Status.CONVERGED ? 1 : 0,
                falls ? List.of(found) : List.of(),
                0,
                counts(termination),
                end.evaluations(),
                end.iterations(),
                null,
                termination != null,
                reason,
                message(reason, end, curvature));
    }

    private StationaryPoint point(FitResult end, @Nullable LeastCurvature curvature) {
        double sign = specification.problem().maximize() ? -1 : 1;
        double[] gradient = end.gradient();
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= sign;
        }
        int[] active = active(end.x());
        return new StationaryPoint(
                end.x(),
                sign * end.value(),
                gradient,
                end.gradientNorm(),
                curvature == null ? Double.NaN : curvature.smallest(),
                kind(curvature, active.length > 0),
                0,
                true,
                active,
                true);
    }

    private static Kind kind(@Nullable LeastCurvature curvature, boolean onBound) {
        if (curvature == null) {
            return Kind.NOT_STATIONARY;
        }
        if (curvature.isNegative()) {
            return Kind.SADDLE;
        }
        return onBound ? Kind.BOUNDARY_MINIMUM : Kind.MINIMUM;
    }

    /** The variables that are on a bound. */
    private int[] active(double[] x) {
        double[] lower = specification.problem().bounds().lower();
        double[] upper = specification.problem().bounds().upper();
        return IntStream.range(0, x.length)
                .filter(i -> x[i] == lower[i] || x[i] == upper[i])
                .toArray();
    }

    private static Status status(@Nullable Termination termination) {
        if (termination == null) {
            return Status.CANCELLED;
        }
        return switch (termination) {
            case GRADIENT_TOLERANCE, STEP_TOLERANCE -> Status.CONVERGED;
            case TARGET_REACHED -> Status.TARGET_REACHED;
            case ITERATIONS_SPENT, EVALUATIONS_SPENT -> Status.BUDGET_SPENT;
            case NON_FINITE -> Status.NOTHING_FINITE;
            case UNBOUNDED -> Status.UNBOUNDED;
            case LIMIT_NOT_ATTAINED, LINE_SEARCH_FAILED -> Status.FAILED;
        };
    }

    private static StartCounts counts(@Nullable Termination termination) {
        Outcome outcome = termination == null ? Outcome.BUDGET_SPENT : termination.outcome();
        return new StartCounts(
                1,
                outcome == Outcome.CONVERGED ? 1 : 0,
                outcome == Outcome.BUDGET_SPENT ? 1 : 0,
                outcome == Outcome.NON_FINITE ? 1 : 0,
                outcome == Outcome.FAILED ? 1 : 0,
                0);
    }

    private static String message(String reason, FitResult end, @Nullable LeastCurvature curvature) {
        String ended = String.format(
                Locale.ROOT,
                "One descent of %d iterations, partitioned: %s, where the largest slope is %.3g.",
                end.iterations(),
                reason,
                end.gradientNorm());
        if (curvature == null) {
            return ended;
        }
        if (Double.isNaN(curvature.smallest())) {
            return ended + " All variables are on bounds.";
        }
        String curves = String.format(Locale.ROOT, "%.3g to %.3g", curvature.smallest(), curvature.largest());
        return curvature.isNegative()
                ? ended
                        + " That is a saddle: curvatures of %s were met there. Another start leads on."
                                .formatted(curves)
                : ended + " Curvatures of %s were met there, none negative; all cannot be looked at.".formatted(curves);
    }

    /** The curvature along the variables that are off their bounds. */
    private LeastCurvature curvature(FitDriver sum, double[] x) {
        boolean[] held = new boolean[x.length];
        for (int i : active(x)) {
            held[i] = true;
        }
        return LeastCurvature.at(sum, x, held, specification.starts().seed());
    }
}
