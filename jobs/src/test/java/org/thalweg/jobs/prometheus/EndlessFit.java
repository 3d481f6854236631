package org.thalweg.jobs.prometheus;

import java.util.Arrays;
import java.util.List;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.linear.LinearTerms;
import org.thalweg.core.fit.loss.Squared;
import org.thalweg.core.fit.rounds.ByGradient;
import org.thalweg.core.fit.rounds.FitPlan;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.FirstOrder;
import org.thalweg.core.optimizer.GradientDescent;
import org.thalweg.core.stopping.MaxIterations;

/** A straight line through many points, by steps so small that it never comes to an end. */
final class EndlessFit {
    private static final int ROWS = 100_000;

    /** Far below the reciprocal of the curvature, which is about the number of rows. */
    private static final double STEP = 1e-12;

    private EndlessFit() {}

    static FitSpecification specification() {
        double[] x = new double[ROWS];
        double[] y = new double[ROWS];
        double[] weights = new double[ROWS];
        Arrays.fill(weights, 1);
        for (int i = 0; i < ROWS; i++) {
            x[i] = (double) i / ROWS;
            y[i] = 1 + 2 * x[i];
        }
        LinearTerms terms = LinearTerms.dense(
                new DataTable(List.of("x"), ROWS, new double[][] {x}),
                y,
                weights,
                new LinearTerms.Shape(new Squared(), true, 0));
        return new FitSpecification(
                "a line",
                terms,
                FitPlan.whole(
                        ByGradient.of(FirstOrder.constant(new GradientDescent(STEP))),
                        new double[2],
                        Bounds.unbounded(2),
                        new MaxIterations(Long.MAX_VALUE)));
    }
}
