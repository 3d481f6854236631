package org.thalweg.core.run;

import java.util.List;
import org.thalweg.core.fit.local.FitDescent;
import org.thalweg.core.fit.local.LinearStart;
import org.thalweg.core.fit.local.ScreenedStart;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.GaussNewtonObjective;
import org.thalweg.core.search.FinishedDescent;
import org.thalweg.core.search.SearchTally;
import org.thalweg.core.search.StopReason;

/**
 * Fits in the calling thread, one descent after the other.
 *
 * <p>Each descent is pure in (specification, start index): many instances may share the starts out, and {@link #assemble} gives the same
 * bits. The objective of the specification must be a {@link GaussNewtonObjective}.
 */
public final class LocalFit {
    private final ScreenedStart starts;
    private final FitDescent descent;

    /** @param linear the parameters in which the model is linear, all together */
    public LocalFit(SearchSpecification specification, GaussNewtonObjective objective, int[] linear) {
        Bounds bounds = specification.problem().bounds();
        starts = new ScreenedStart(specification.starts(), objective, new LinearStart(objective, bounds, linear));
        descent = new FitDescent(objective, bounds, specification.descents());
    }

    /** The descent from the start of the given index. */
    public FinishedDescent descend(long start) {
        return descent.from(start, starts.at(start));
    }

    /**
     * The result of all descents, in the order of their starts.
     *
     * @param reason why there are no more
     * @param listed how many minima the result lists at most
     */
    public static SearchResult assemble(
            SearchSpecification specification, List<FinishedDescent> descents, StopReason reason, int listed) {
        SearchTally tally = specification.newTally();
        descents.forEach(tally::add);
        return ResultAssembly.assemble(specification, tally, reason, listed);
    }
}
