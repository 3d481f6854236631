package org.thalweg.core.optimizer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.Termination;

/** What moves in a descent by a {@link FirstOrder} method. */
public final class FirstOrderState implements Progress {

    /** How much of the scale of f is kept at each better iterate. */
    private static final double SCALE_DECAY = 0.99;

    final Bounds bounds;
    final double[] x;
    final double[] trial;
    final double[][] memory;
    /** Scratch: the gradient as the rule is shown it. */
    final double[] shown;
    /** The iterate that the descent stands at and its gradient: the best, or without patience the last. */
    final double[] bestX;

    final double[] bestG;
    double bestValue = Double.NaN;
    double bestGradientNorm = Double.NaN;
    double value = Double.NaN;
    double gradientNorm = Double.NaN;
    double stepNorm = Double.NaN;
    /** Factor on the rule's learning rate. */
    double rate = 1;
    /** The magnitude of f's values at the best iterates, the recent ones above all, and their largest gradient norm. */
    double scale;

    double largestGradientNorm;
    /** Steps since the rule's memory was cleared. */
    long steps;
    /** Steps since the best iterate, and steps in a row that each found a better one. */
    long idle;

    long streak;
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

    /** Moves the iterate to the trial. */
    void move(double newValue, double[] gradient) {
        if (evaluations > 1) {
            stepNorm = Vectors.maxDistance(trial, x);
            System.arraycopy(trial, 0, x, 0, x.length);
            iterations++;
        }
        value = newValue;
        gradientNorm = bounds.projectedGradientNorm(x, gradient);
    }

    /** Makes the iterate the one that the descent stands at. */
    void keepBest(double[] gradient) {
        System.arraycopy(x, 0, bestX, 0, x.length);
        System.arraycopy(gradient, 0, bestG, 0, x.length);
        bestValue = value;
        bestGradientNorm = gradientNorm;
        scale = scale(scale, value);
        largestGradientNorm = Math.max(largestGradientNorm, gradientNorm);
        idle = 0;
    }

    /** The scale of f after a better value. */
    static double scale(double before, double value) {
        return Math.max(Math.abs(value), SCALE_DECAY * before);
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
        streak = 0;
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
        return bestValue;
    }

    @Override
    public double gradientNorm() {
        return bestGradientNorm;
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
