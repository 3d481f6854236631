package org.thalweg.jobs.cli.output;

import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.rounds.LossCurve;
import org.thalweg.core.fit.statistics.FitSummary;

/**
 * The result of a fit and what a report says beside it.
 *
 * @param run the descents, as of any search
 * @param summary what the best of them says; null where nothing was finite
 * @param curve how the loss fell in the best of them; null if that is not known
 */
public record FitReport(
        RunReport run,
        @Nullable FitSummary summary,
        @Nullable LossCurve curve) {

    /** A report without a curve. */
    public FitReport(RunReport run, @Nullable FitSummary summary) {
        this(run, summary, null);
    }
}
