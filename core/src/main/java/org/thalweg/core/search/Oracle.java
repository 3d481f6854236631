package org.thalweg.core.search;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.DifferentiableObjective;
import org.thalweg.core.objective.GaussNewtonObjective;
import org.thalweg.core.objective.Jet;
import org.thalweg.core.objective.Objective;
import org.thalweg.core.objective.Piece;
import org.thalweg.core.objective.PiecewiseObjective;
import org.thalweg.core.objective.TwiceDifferentiableObjective;
import org.thalweg.core.optimizer.DerivativeOrder;
import org.thalweg.core.optimizer.Evaluation;

/**
 * An objective at any derivative order, each of its evaluations counted.
 *
 * <p>Derivatives that the objective does not have are central differences, taken inside the bounds: a gradient costs 2n
 * values, a Hessian 2n gradients.
 */
final class Oracle {
    /** Steps of central differences: relative to max(1, |xᵢ|), of the order that balances truncation and rounding. */
    private static final double STEP = 0x1p-17;

    /** Coordinates up to which pieces are worked out. */
    private static final int MOST_COORDINATES = 128;

    private final Objective objective;
    private final Bounds bounds;
    private long evaluations;

    Oracle(Objective objective, Bounds bounds) {
        this.objective = objective;
        this.bounds = bounds;
    }

    int dimension() {
        return objective.dimension();
    }

    Bounds bounds() {
        return bounds;
    }

    /** Evaluations of the objective so far, of whatever order. */
    long evaluations() {
        return evaluations;
    }

    /** The relative error of a Hessian's entries, to be feared. */
    double hessianError() {
        if (objective instanceof TwiceDifferentiableObjective) {
            return 0;
        }
        return objective instanceof DifferentiableObjective ? 1e-8 : 1e-4;
    }

    /** Overwrites what {@code order} asks for in {@code into} with the objective at {@code x}. */
    void evaluate(double[] x, DerivativeOrder order, Evaluation into) {
        into.value = switch (order) {
            case VALUE -> value(x);
            case GRADIENT -> gradient(x, into.gradient);
            case GAUSS_NEWTON -> gaussNewton(x, into);
            case HESSIAN -> hessian(x, into.gradient, into.hessian);
        };
    }

    double value(double[] x) {
        evaluations++;
        return objective.value(x);
    }

    /** Returns f(x) and overwrites {@code gradient}. */
    double gradient(double[] x, double[] gradient) {
        if (objective instanceof DifferentiableObjective differentiable) {
            evaluations++;
            return differentiable.valueAndGradient(x, gradient);
        }
        double[] near = x.clone();
        for (int i = 0; i < x.length; i++) {
            double low = below(x, i, STEP);
            double high = above(x, i, STEP);
            near[i] = high;
            double rise = value(near);
            near[i] = low;
            rise -= value(near);
            near[i] = x[i];
            gradient[i] = high > low ? rise / (high - low) : 0;
        }
        return value(x);
    }

    /** The Hessian itself where the objective has no stand-in for it. */
    private double gaussNewton(double[] x, Evaluation into) {
        if (objective instanceof GaussNewtonObjective sum) {
            evaluations++;
            return sum.valueGradientAndGaussNewton(x, into.gradient, into.hessian);
        }
        return hessian(x, into.gradient, into.hessian);
    }

    /** Returns f(x) and overwrites {@code gradient} and {@code hessian}. */
    double hessian(double[] x, double[] gradient, double[] hessian) {
        if (objective instanceof TwiceDifferentiableObjective twice) {
            evaluations++;
            return twice.valueGradientAndHessian(x, gradient, hessian);
        }
        int n = x.length;
        double[] near = x.clone();
        double[] up = new double[n];
        double[] down = new double[n];
        for (int i = 0; i < n; i++) {
            double low = below(x, i, STEP);
            double high = above(x, i, STEP);
            near[i] = high;
            gradient(near, up);
            near[i] = low;
            gradient(near, down);
            near[i] = x[i];
            for (int j = 0; j < n; j++) {
                hessian[i * n + j] = high > low ? (up[j] - down[j]) / (high - low) : 0;
            }
        }
        symmetrize(hessian, n);
        return gradient(x, gradient);
    }

    /** Whether the objective knows its kinks. */
    boolean knowsKinks() {
        return objective instanceof PiecewiseObjective;
    }

    /**
     * The piece of f at {@code x} with kinks held; without kinks if the objective does not know them; null where they are too
     * many, or it has no Hessian.
     */
    @Nullable Piece piece(double[] x, Set<Object> held) {
        if (objective instanceof PiecewiseObjective pieces) {
            evaluations++;
            return pieces.piece(x, held);
        }
        if (!(objective instanceof TwiceDifferentiableObjective) || x.length > MOST_COORDINATES) {
            return null;
        }
        double[] gradient = new double[x.length];
        double[] hessian = new double[x.length * x.length];
        double value = hessian(x, gradient, hessian);
        return new Piece(Jet.of(value, gradient, hessian), List.of(), false);
    }

    private static void symmetrize(double[] matrix, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = (matrix[i * n + j] + matrix[j * n + i]) / 2;
                matrix[i * n + j] = mean;
                matrix[j * n + i] = mean;
            }
        }
    }

    private double below(double[] x, int i, double step) {
        return bounds.clamp(i, x[i] - step * Math.max(1, Math.abs(x[i])));
    }

    private double above(double[] x, int i, double step) {
        return bounds.clamp(i, x[i] + step * Math.max(1, Math.abs(x[i])));
    }
}
