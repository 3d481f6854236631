package org.thalweg.core.run;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.search.FoundPoint;
import org.thalweg.core.search.MinimaArchive.DistinctPoints;
import org.thalweg.core.search.SearchTally;
import org.thalweg.core.search.SearchTally.MetPoint;
import org.thalweg.core.search.StationaryPoint;
import org.thalweg.core.search.StopReason;
import org.thalweg.core.stopping.Outcome;

/** Turns what a search's descents amount to into its result: a pure function. */
public final class ResultAssembly {
    /** How many minima, and how many other stationary points, are listed unless asked otherwise. */
    public static final int LISTED = 1_000;

    private final SearchSpecification specification;
    private final SearchTally tally;
    private final StopReason reason;

    /** Whether what was left open of the points is worked out. */
    private final boolean whole;

    private final List<FoundPoint> minima;
    private final List<FoundPoint> stationary;

    private ResultAssembly(SearchSpecification specification, SearchTally tally, StopReason reason, boolean whole) {
        this.whole = whole;
        this.specification = specification;
        this.tally = tally;
        this.reason = reason;
        DistinctPoints distinct = tally.archive().distinct();
        this.minima = distinct.minima();
        this.stationary = distinct.stationary();
    }

    /**
     * The result of a search.
     *
     * @param tally of all its descents
     * @param reason why no more starts were handed out
     * @param listed how many minima, and how many other stationary points, the result lists at most
     */
    public static SearchResult assemble(
            SearchSpecification specification, SearchTally tally, StopReason reason, int listed) {
        return new ResultAssembly(specification, tally, reason, true).assemble(listed);
    }

    /**
     * What the result of a search would be if it were cancelled now, without what is not known of its points and takes the
     * search's time to find: smallest eigenvalues, which are NaN, and the answer's gradient, which is empty.
     */
    public static SearchResult glimpse(SearchSpecification specification, SearchTally tally, int listed) {
        return new ResultAssembly(specification, tally, StopReason.CANCELLED, false).assemble(listed);
    }

    private SearchResult assemble(int listed) {
        Status status = status();
        StationaryPoint best = best(status);
        StartCounts counts = new StartCounts(
                tally.total(),
                tally.count(Outcome.CONVERGED),
                tally.count(Outcome.BUDGET_SPENT),
                tally.count(Outcome.NON_FINITE),
                tally.count(Outcome.FAILED),
                tally.escaped());
        return new SearchResult(
                specification,
                status,
                best == null ? null : answer(best),
                minima.stream().limit(listed).map(this::asUserSees).toList(),
                minima.size(),
                stationary.stream().limit(listed).map(this::asUserSees).toList(),
                droppedHits(),
                counts,
                tally.evaluations(),
                tally.iterations(),
                specification.stop().unseen(tally),
                reason.isComplete(),
                reason.text(),
                ResultMessage.of(status, tally, minima, droppedHits()));
    }

    private long droppedHits() {
        long kept = Stream.concat(minima.stream(), stationary.stream())
                .mapToLong(FoundPoint::hits)
                .sum();
        return tally.count(Outcome.CONVERGED) - kept;
    }

    private Status status() {
        return switch (reason) {
            case TIME_LIMIT -> Status.TIME_LIMIT;
            case CANCELLED -> Status.CANCELLED;
            case TARGET_REACHED -> Status.TARGET_REACHED;
            case STARTS_SPENT, UNSEEN_MASS_SMALL -> statusOfDescents();
        };
    }

    private Status statusOfDescents() {
        if (tally.unbounded() != null) {
            return Status.UNBOUNDED;
        }
        if (!minima.isEmpty()) {
            return Status.CONVERGED;
        }
        long converged = tally.count(Outcome.CONVERGED);
        if (converged > 0) {
            return tally.plateaus() == converged ? Status.PLATEAU : Status.FAILED;
        }
        if (tally.count(Outcome.NON_FINITE) == tally.total()) {
            return Status.NOTHING_FINITE;
        }
        return tally.count(Outcome.BUDGET_SPENT) > 0 ? Status.BUDGET_SPENT : Status.FAILED;
    }

    /** The lowest minimum; the lowest point met where there is none, or where it alone reached the target. */
    private @Nullable StationaryPoint best(Status status) {
        MetPoint lowest = tally.lowest();
        if (minima.isEmpty() || status == Status.UNBOUNDED) {
            return lowest == null ? null : lowest.point();
        }
        StationaryPoint minimum = minima.get(0).point();
        boolean missesTarget = status == Status.TARGET_REACHED
                && minimum.value() > specification.stop().target();
        return missesTarget && lowest != null ? lowest.point() : minimum;
    }

    /** The best point as the user sees it: of all that are listed it alone has a gradient. */
    private StationaryPoint answer(StationaryPoint best) {
        if (!whole) {
            return asUserSees(best);
        }
        return asUserSees(best.withGradient(
                specification.minimized(), specification.problem().bounds()));
    }

    private FoundPoint asUserSees(FoundPoint found) {
        return new FoundPoint(asUserSees(found.point()), found.hits(), found.escapes(), found.start());
    }

    private StationaryPoint asUserSees(StationaryPoint met) {
        StationaryPoint point = whole
                ? met.withSmallestEigenvalue(
                        specification.minimized(), specification.problem().bounds())
                : met;
        if (!specification.problem().maximize()) {
            return point;
        }
        double[] gradient = point.gradient().clone();
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = -gradient[i];
        }
        return new StationaryPoint(
                point.x(),
                -point.value(),
                gradient,
                point.gradientNorm(),
                point.smallestEigenvalue(),
                point.kind(),
                point.flatDirections(),
                point.isolated(),
                point.active(),
                point.smooth());
    }
}
