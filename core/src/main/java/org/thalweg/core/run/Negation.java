package org.thalweg.core.run;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.PointBatch;
import org.thalweg.core.objective.BatchHessianObjective;
import org.thalweg.core.objective.BatchObjective;
import org.thalweg.core.objective.DifferentiableObjective;
import org.thalweg.core.objective.Objective;
import org.thalweg.core.objective.Piece;
import org.thalweg.core.objective.PiecewiseObjective;
import org.thalweg.core.objective.TwiceDifferentiableObjective;

/**
 * The objective −f, with all the derivatives that f has: maximizing f is minimizing −f.
 *
 * <p>Negation is exact, so nothing is lost to rounding.
 */
final class Negation {
    private Negation() {}

    static Objective of(Objective f) {
        if (f instanceof BatchHessianObjective batch) {
            return f instanceof PiecewiseObjective pieces ? new NegatedPieces(pieces) : new NegatedBatchHessian(batch);
        }
        if (f instanceof TwiceDifferentiableObjective twice) {
            return f instanceof BatchObjective batch ? new NegatedTwiceAndBatch(twice, batch) : new NegatedTwice(twice);
        }
        if (f instanceof BatchObjective batch) {
            return new NegatedBatch(batch);
        }
        return f instanceof DifferentiableObjective differentiable
                ? new NegatedGradient(differentiable)
                : new NegatedValue(f);
    }

    private static void negate(double[] numbers) {
        negate(numbers, numbers.length);
    }

    private static void negate(double[] numbers, int length) {
        for (int i = 0; i < length; i++) {
            numbers[i] = -numbers[i];
        }
    }

    private static double negatedGradient(DifferentiableObjective f, double[] x, double[] gradient) {
        double value = f.valueAndGradient(x, gradient);
        negate(gradient);
        return -value;
    }

    private static double negatedHessian(
            TwiceDifferentiableObjective f, double[] x, double[] gradient, double[] hessian) {
        double value = f.valueGradientAndHessian(x, gradient, hessian);
        negate(gradient);
        negate(hessian);
        return -value;
    }

    private static void negatedBatch(BatchObjective f, PointBatch points, double[] values, double[] gradients) {
        f.valuesAndGradients(points, values, gradients);
        negate(values, points.size());
        negate(gradients, points.size() * points.dimension());
    }

    private static void negatedBatchHessian(
            BatchHessianObjective f, PointBatch points, double[] values, double[] gradients, double[] hessians) {
        int n = points.dimension();
        f.valuesGradientsAndHessians(points, values, gradients, hessians);
        negate(values, points.size());
        negate(gradients, points.size() * n);
        negate(hessians, points.size() * n * n);
    }

    private record NegatedValue(Objective f) implements Objective {
        @Override
        public int dimension() {
            return f.dimension();
        }

        @Override
        public double value(double[] x) {
            return -f.value(x);
        }
    }

    private record NegatedGradient(DifferentiableObjective f) implements DifferentiableObjective {
        @Override
        public int dimension() {
            return f.dimension();
        }

        @Override
        public double value(double[] x) {
            return -f.value(x);
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            return negatedGradient(f, x, gradient);
        }
    }

    private record NegatedTwice(TwiceDifferentiableObjective f) implements TwiceDifferentiableObjective {
        @Override
        public int dimension() {
            return f.dimension();
        }

        @Override
        public double value(double[] x) {
            return -f.value(x);
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            return negatedGradient(f, x, gradient);
        }

        @Override
        public double valueGradientAndHessian(double[] x, double[] gradient, double[] hessian) {
            return negatedHessian(f, x, gradient, hessian);
        }
    }

    private record NegatedBatch(BatchObjective f) implements BatchObjective {
        @Override
        public int dimension() {
            return f.dimension();
        }

        @Override
        public double value(double[] x) {
            return -f.value(x);
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            return negatedGradient(f, x, gradient);
        }

        @Override
        public void valuesAndGradients(PointBatch points, double[] values, double[] gradients) {
            negatedBatch(f, points, values, gradients);
        }
    }

    /** Both faces are the same objective. */
    private record NegatedTwiceAndBatch(TwiceDifferentiableObjective f, BatchObjective batch)
            implements TwiceDifferentiableObjective, BatchObjective {
        @Override
        public int dimension() {
            return f.dimension();
        }

        @Override
        public double value(double[] x) {
            return -f.value(x);
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            return negatedGradient(f, x, gradient);
        }

        @Override
        public double valueGradientAndHessian(double[] x, double[] gradient, double[] hessian) {
            return negatedHessian(f, x, gradient, hessian);
        }

        @Override
        public void valuesAndGradients(PointBatch points, double[] values, double[] gradients) {
            negatedBatch(batch, points, values, gradients);
        }
    }

    private record NegatedBatchHessian(BatchHessianObjective f) implements BatchHessianObjective {
        @Override
        public int dimension() {
            return f.dimension();
        }

        @Override
        public boolean isSmooth() {
            return f.isSmooth();
        }

        @Override
        public double value(double[] x) {
            return -f.value(x);
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            return negatedGradient(f, x, gradient);
        }

        @Override
        public double valueGradientAndHessian(double[] x, double[] gradient, double[] hessian) {
            return negatedHessian(f, x, gradient, hessian);
        }

        @Override
        public void valuesAndGradients(PointBatch points, double[] values, double[] gradients) {
            negatedBatch(f, points, values, gradients);
        }

        @Override
        public void valuesGradientsAndHessians(
                PointBatch points, double[] values, double[] gradients, double[] hessians) {
            negatedBatchHessian(f, points, values, gradients, hessians);
        }
    }

    private record NegatedPieces(PiecewiseObjective f) implements PiecewiseObjective {
        @Override
        public int dimension() {
            return f.dimension();
        }

        @Override
        public double value(double[] x) {
            return -f.value(x);
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            return negatedGradient(f, x, gradient);
        }

        @Override
        public double valueGradientAndHessian(double[] x, double[] gradient, double[] hessian) {
            return negatedHessian(f, x, gradient, hessian);
        }

        @Override
        public void valuesAndGradients(PointBatch points, double[] values, double[] gradients) {
            negatedBatch(f, points, values, gradients);
        }

        @Override
        public void valuesGradientsAndHessians(
                PointBatch points, double[] values, double[] gradients, double[] hessians) {
            negatedBatchHessian(f, points, values, gradients, hessians);
        }

        @Override
        public @Nullable Piece piece(double[] x, Set<Object> held) {
            Piece piece = f.piece(x, held);
            return piece == null ? null : piece.negated();
        }
    }
}
