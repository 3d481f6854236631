package org.thalweg.jobs.fit;

import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.fit.rounds.Blocks;
import org.thalweg.core.fit.rounds.ByGradient;
import org.thalweg.core.fit.rounds.BySlices;
import org.thalweg.core.fit.rounds.FitDriver;
import org.thalweg.core.fit.rounds.FitPlan;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.core.fit.rounds.StartPoint;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.Adam;
import org.thalweg.core.optimizer.FirstOrder;
import org.thalweg.core.optimizer.GradientDescent;
import org.thalweg.core.optimizer.Lbfgs;
import org.thalweg.core.stopping.GradientTolerance;
import org.thalweg.core.stopping.MaxIterations;

/** Fits that tests hand in. */
final class Fits {
    private Fits() {}

    /** Least squares by L-BFGS, all parameters in one block. */
    static FitSpecification whole() {
        return whole(new Sums.LeastSquares(37, 12, 10, 7));
    }

    static FitSpecification whole(Terms terms) {
        return new FitSpecification(
                "least squares",
                terms,
                FitPlan.whole(
                        ByGradient.of(new Lbfgs()),
                        new double[terms.parameters()],
                        Bounds.unbounded(terms.parameters()),
                        new GradientTolerance(1e-9)));
    }

    /** Rosenbrock's function by gradient descent, the parameters in several blocks, from the usual start. */
    static FitSpecification divided(Terms terms, int blocks, long iterations) {
        return new FitSpecification(
                "chain",
                terms,
                new FitPlan<>(
                        new BySlices(FirstOrder.constant(new GradientDescent(1e-4)), 0, 1),
                        new Blocks(terms.parameters(), blocks),
                        new StartPoint.Repeated(new double[] {-1.2, 1}),
                        null,
                        new MaxIterations(iterations),
                        Question.Kind.GRADIENT));
    }

    /** Least squares by Adam over mini-batches, four to a pass. */
    static FitSpecification inBatches() {
        Terms terms = new Sums.LeastSquares(10, 6, 8, 5);
        return new FitSpecification(
                "least squares in mini-batches",
                terms,
                new FitPlan<>(
                        new BySlices(FirstOrder.constant(new Adam(0.05)), 17, 4),
                        new Blocks(10, 3),
                        new StartPoint.Repeated(new double[] {0}),
                        null,
                        new MaxIterations(80),
                        Question.Kind.GRADIENT));
    }

    /** The digest of the fit in one thread. */
    static String expected(FitSpecification specification) throws Exception {
        return FitDriver.of(specification.terms())
                .minimize(specification.plan())
                .digest();
    }
}
