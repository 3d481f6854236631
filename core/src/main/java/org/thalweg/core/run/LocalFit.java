package org.thalweg.core.run;

import java.util.List;
import org.thalweg.core.fit.local.FitDescent;
import org.thalweg.core.fit.local.LinearStart;
import org.thalweg.core.fit.local.ScreenedStart;
import org.thalweg.core.fit.local.SignSplit;
import org.thalweg.core.fit.rounds.LossCurve;
import org.thalweg.core.fit.rounds.SummedObjective;
import org.thalweg.core.search.FinishedDescent;
import org.thalweg.core.search.SearchTally;
import org.thalweg.core.search.StopReason;

/**
 * Fits in the calling thread, one descent after the other.
 *
 * <p>Each descent is pure in (specification, start index): many instances may share the starts out, and {@link #assemble} gives the same
 * bits.
 */
public final class LocalFit {
    private final SignSplit split;
    private final ScreenedStart starts;
    private final FitDescent descent;

    /**
     * @param split what is minimized in place of the specification's objective
     * @param linear the parameters in which the model is linear, all together
     */
    public LocalFit(SearchSpecification specification, SignSplit split, int[] linear) {
        this.split = split;
        SummedObjective smooth = split.smooth();
        starts = new ScreenedStart(
                specification.starts(),
                smooth,
                new LinearStart(smooth, specification.problem().bounds(), linear));
        descent =
                new FitDescent(split.objective(), split.bounds(), specification.descents(), split.terms()::curvatures);
    }

    /** The descent from the start of the given index. */
    public FinishedDescent descend(long start) {
        return split.joined(descent.from(start, split.separated(starts.at(start))));
    }

    /** How the value fell in the last descent. */
    public LossCurve curve() {
        return descent.curve();
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
