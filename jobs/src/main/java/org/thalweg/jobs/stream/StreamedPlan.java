package org.thalweg.jobs.stream;

import java.io.Serializable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.Objective;
import org.thalweg.core.search.DescentBatch;
import org.thalweg.core.search.DescentPlan;

/** What descends, where and how: all that the end of a descent depends on beside its start. */
record StreamedPlan(Objective objective, Bounds bounds, DescentPlan descents) implements Serializable {
    private static final int LANES = 32;

    DescentBatch newBatch() {
        return new DescentBatch(objective, bounds, descents, LANES);
    }

    /** Whether a descent can be begun there. */
    boolean accepts(Start start) {
        if (start.x().length != bounds.dimension()) {
            return false;
        }
        for (double coordinate : start.x()) {
            if (!Double.isFinite(coordinate)) {
                return false;
            }
        }
        return true;
    }

    /** As text, without the objective, of which only the class is known. */
    String identity() {
        return "%s in %s by %s".formatted(objective.getClass().getName(), bounds, descents);
    }
}
