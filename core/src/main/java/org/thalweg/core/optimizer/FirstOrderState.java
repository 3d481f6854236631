package org.thalweg.core.optimizer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.Termination;

/** What moves in a descent by a {@link FirstOrder} method. */
public final class FirstOrderState implements Progress {

    final Bounds bounds;
    final double[] x;
    final double[] trial;
    final double[][] memory;
    /** Scratch: the gradient as the rule is shown it. */
    final double[] shown;
    /** The best iterate and its gradient; unused without patience. */
    final double[] bestX;

    final double[] bestG;
    double bestValue = Double.NaN;
    double bestGradientNorm = Double.NaN;
    double value = Double.NaN;
    double gradientNorm = Double.NaN;
    double stepNorm = Double.NaN;
    /** Factor on the rule's learning rate. */
    double rate = 1;
    /** The magnitude of f's values on the way here, the recent ones above all. */
    double scale;

    double largestGradientNorm;
    /** Steps since the rule's memory was cleared, and since the best iterate. */
    long steps;

    long idle;
    long iterations;
    long evaluations;

    @Nullable Termination termination;

    FirstOrderState(Bounds bounds, int memoryVectors) {
        int n = bounds.dimension();
        this.bounds = bounds;
        x = new double[n];
        trial = new double[n];
        memory = new double[memoryVectors][n];
        shown = new double[n];
        bestX = new double[n];
        bestG = new double[n];
    }

    void keepBest(double[] gradient) {
        System.arraycopy(x, 0, bestX, 0, x.length);
        System.arraycopy(gradient, 0, bestG, 0, x.length);
        bestValue = value;
        bestGradientNorm = gradientNorm;
        idle = 0;
    }

    /** Makes the best iterate the current one, its memory empty. */
    void recallBest() {
        System.arraycopy(bestX, 0, x, 0, x.length);
        value = bestValue;
        gradientNorm = bestGradientNorm;
        for (double[] vector : memory) {
            Arrays.fill(vector, 0);
        }
        steps = 0;
        idle = 0;
    }

    @Override
    public long iterations() {
        return iterations;
    }

    @Override
    public long evaluations() {
        return evaluations;
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public double gradientNorm() {
        return gradientNorm;
    }

    @Override
    public double stepNorm() {
        return stepNorm;
    }

    @Override
    public boolean atIterate() {
        return true;
    }

    @Override
    public @Nullable Termination termination() {
        return termination;
    }
}
