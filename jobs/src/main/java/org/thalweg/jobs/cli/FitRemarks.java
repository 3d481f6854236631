package org.thalweg.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.loss.CrossEntropy;
import org.thalweg.core.fit.loss.Logistic;
import org.thalweg.core.fit.statistics.FitSummary;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.Status;
import org.thalweg.core.search.StationaryPoint;

/**
 * What a user should know of a fit beside its estimates.
 *
 * @param linear whether the model is linear in all parameters
 * @param penalized whether large parameters cost something
 */
record FitRemarks(FitTask task, boolean linear, boolean penalized) {
    /** How many times an estimate its standard error is where the parameter runs away. */
    private static final double RUNAWAY = 1e3;

    /**
     * The loss below which labels are told apart without error, so that larger parameters are better for ever: log 2 times the least
     * weight, since each row that is on the wrong side costs that much. −∞ where there is no such value.
     */
    double separable() {
        boolean labels = task.loss() instanceof Logistic || task.loss() instanceof CrossEntropy;
        return labels && !penalized ? task.rows().leastWeight() * Math.log(2) : Double.NEGATIVE_INFINITY;
    }

    /**
     * The loss of a linear model with logistic loss falls towards a limit that no parameters attain only if some combination of the columns has
     * labels of one kind alone on each side of 0, and both kinds at 0 (Albert and Anderson, Biometrika 71 (1984), doi:10.1093/biomet/71.1.1).
     */
    private static String quasiSeparated(List<String> names, FitSummary summary) {
        List<String> runaways = new ArrayList<>();
        for (int j = 0; j < names.size(); j++) {
            if (!(summary.standardError(j) < RUNAWAY * Math.abs(summary.estimates()[j]))) {
                runaways.add(names.get(j));
            }
        }
        return "Some labels are told apart without error (quasi-separation): larger parameters"
                + (runaways.isEmpty() || runaways.size() == names.size() ? "" : " of " + String.join(", ", runaways))
                + " fit better without end and there is no best fit. --l2 1 gives one.";
    }

    List<String> of(SearchResult result, @Nullable FitSummary summary) {
        StationaryPoint best = result.best();
        List<String> notes = new ArrayList<>();
        if (summary == null || best == null) {
            return notes;
        }
        if (best.value() <= separable()) {
            notes.add("The labels are separable: a combination of the columns tells them apart without error, so larger"
                    + " parameters fit better without end and there is no best fit. --l2 1 gives one.");
        } else if (linear && separable() > 0 && result.status() == Status.FAILED) {
            notes.add(quasiSeparated(task.parameters(), summary));
        }
        if (summary.rejectedRows() > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d rows were left out.",
                    summary.rejectedRows(),
                    summary.rejectedRows() + summary.observations()));
        }
        if (summary.degreesOfFreedom() <= 0) {
            notes.add("There are no more rows than free parameters: errors cannot be told.");
        } else if (summary.isSingular()) {
            notes.add(
                    "The data do not tell all parameters apart (JᵀJ is singular): the estimates are one of many, and have no"
                            + " standard errors."
                            + (separable() > 0
                                    ? " Or some labels are told apart without error, and parameters run away. --l2 1 helps in both cases."
                                    : ""));
        }
        notes.addAll(task.notes());
        return notes;
    }
}
