package org.thalweg.core.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thalweg.core.search.FoundPoint;
import org.thalweg.core.search.SearchTally;
import org.thalweg.core.search.SearchTally.MetPoint;
import org.thalweg.core.stopping.Outcome;
import org.thalweg.core.stopping.Termination;

/** Says in a sentence or two how a search ended, warnings included. */
final class ResultMessage {
    private ResultMessage() {}

    static String of(Status status, SearchTally tally, List<FoundPoint> minima, long droppedHits) {
        List<String> sentences = new ArrayList<>();
        sentences.add(outcome(status, tally, minima));
        MetPoint lowest = tally.lowest();
        if (status == Status.CONVERGED
                && lowest != null
                && lowest.point().value() < minima.get(0).point().value()) {
            sentences.add("Warning: a lower point was met that is no minimum (%s).".formatted(lowest.point()));
        }
        if (tally.nonsmooth() > 0) {
            sentences.add(
                    "Warning: the objective is nonsmooth where %s ended; derivatives do not tell there, values alone were judged."
                            .formatted(descents(tally.nonsmooth())));
        }
        if (tally.plateaus() > 0 && status != Status.PLATEAU) {
            sentences.add("Warning: %s ended on a plateau, where the objective is constant."
                    .formatted(descents(tally.plateaus())));
        }
        if (tally.archive().hasOverflowed()) {
            sentences.add(
                    "Warning: of all distinct points that were met only the lowest %d are kept; %s ended at others."
                            .formatted(tally.archive().capacity(), descents(droppedHits)));
        }
        return String.join(" ", sentences);
    }

    private static String outcome(Status status, SearchTally tally, List<FoundPoint> minima) {
        return switch (status) {
            case CONVERGED ->
                "%d of %s converged; %d distinct %s found."
                        .formatted(
                                tally.count(Outcome.CONVERGED),
                                descents(tally.total()),
                                minima.size(),
                                minima.size() == 1 ? "minimum was" : "minima were");
            case TARGET_REACHED -> "The target was reached.";
            case BUDGET_SPENT ->
                "No descent converged before its budget was spent. Maybe allow more iterations, or try"
                        + " another method or step.";
            case TIME_LIMIT -> "The time limit was reached after %s.".formatted(descents(tally.total()));
            case UNBOUNDED -> unbounded(tally);
            case PLATEAU ->
                "Warning: the objective is constant wherever it was looked at (a plateau), so no point is" + " lowest.";
            case NOTHING_FINITE ->
                "The objective is not finite (NaN or infinite) at any start. Maybe its domain does not"
                        + " meet the bounds?";
            case FAILED -> failed(tally);
            case CANCELLED -> "Cancelled after %s.".formatted(descents(tally.total()));
        };
    }

    private static String failed(SearchTally tally) {
        long falling = tally.count(Termination.LIMIT_NOT_ATTAINED);
        if (falling > 0) {
            return "No minimum was found: %s fell towards a limit that no point attains, as exp(x) does. Maybe give bounds?"
                    .formatted(descents(falling));
        }
        return "No minimum was found: %s failed, %s ended at points that are no minimum."
                .formatted(descents(tally.count(Outcome.FAILED)), descents(tally.count(Outcome.CONVERGED)));
    }

    private static String unbounded(SearchTally tally) {
        MetPoint met = tally.unbounded();
        String where = met == null
                ? ""
                : ": start %d ran to f = %s at %s"
                        .formatted(
                                met.start(),
                                met.point().value(),
                                Arrays.toString(met.point().x()));
        return "The objective is unbounded%s. Maybe give bounds?".formatted(where);
    }

    private static String descents(long count) {
        return count == 1 ? "1 descent" : count + " descents";
    }
}
