package org.thalweg.core.fit.local;

import org.thalweg.core.objective.Objective;
import org.thalweg.core.search.StartPlan;

/**
 * The starts of a fit: given ones as they are; a drawn one is the best of {@value #DRAWS} draws, each with the parameters that the model is
 * linear in at their best values.
 *
 * <p>Basins of a fit are narrow in a few parameters (frequencies, places of peaks): 64 cheap looks at F are worth more than 64 times as
 * many descents. Pure in (plan, index).
 */
public final class ScreenedStart {
    private static final int DRAWS = 64;

    private final StartPlan plan;
    private final Objective objective;
    private final LinearStart linear;

    public ScreenedStart(StartPlan plan, Objective objective, LinearStart linear) {
        this.plan = plan;
        this.objective = objective;
        this.linear = linear;
    }

    /** The start of the given index. */
    public double[] at(long index) {
        int given = plan.given().size();
        if (index < given) {
            return plan.point(index);
        }
        double[] best = new double[0];
        double lowest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < DRAWS; k++) {
            double[] start = linear.improve(plan.point(given + (index - given) * DRAWS + k));
            double value = objective.value(start);
            if (best.length == 0 || value < lowest) {
                best = start;
                lowest = Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
            }
        }
        return best;
    }
}
