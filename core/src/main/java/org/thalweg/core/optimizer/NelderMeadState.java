package org.thalweg.core.optimizer;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.Termination;

/** What moves in a descent by {@link NelderMead}: a simplex, best vertex first, and what is tried in its stead. */
public final class NelderMeadState implements Progress {

    /** What the pending trial is. */
    enum Phase {
        START,
        BUILD,
        REFLECT,
        EXPAND,
        CONTRACT_OUTSIDE,
        CONTRACT_INSIDE,
        SHRINK
    }

    final Bounds bounds;
    /** The coordinates that are not fixed. */
    final int[] free;
    /** Vertex k is row k, of n coordinates. */
    final double[] simplex;

    final double[] values;
    final double[] centroid;
    final double[] reflected;
    final double[] trial;
    double reflectedValue = Double.NaN;
    Phase phase = Phase.START;
    /** The vertex that is being built or shrunk. */
    int next;
    /** The longest edge of a fresh simplex. */
    double edge;

    int restarts;
    double restartValue = Double.NaN;
    double stepNorm = Double.NaN;
    long iterations;
    long evaluations;

    @Nullable Termination termination;

    NelderMeadState(Bounds bounds) {
        int n = bounds.dimension();
        this.bounds = bounds;
        free = IntStream.range(0, n).filter(i -> !bounds.isFixed(i)).toArray();
        simplex = new double[Math.multiplyExact(free.length + 1, n)];
        values = new double[free.length + 1];
        centroid = new double[n];
        reflected = new double[n];
        trial = new double[n];
    }

    double at(int vertex, int i) {
        return simplex[vertex * trial.length + i];
    }

    /** A copy of a vertex. */
    double[] vertex(int k) {
        double[] copy = new double[trial.length];
        System.arraycopy(simplex, k * copy.length, copy, 0, copy.length);
        return copy;
    }

    double worst() {
        return values[free.length];
    }

    /** Overwrites a vertex with the trial. */
    void store(int vertex, double value) {
        System.arraycopy(trial, 0, simplex, vertex * trial.length, trial.length);
        values[vertex] = value;
    }

    /** Overwrites a coordinate of the trial, projected; a coordinate that overflows stays finite. */
    void place(int i, double target) {
        trial[i] = Math.min(Math.max(bounds.clamp(i, target), -Double.MAX_VALUE), Double.MAX_VALUE);
    }

    void keepReflection(double value) {
        System.arraycopy(trial, 0, reflected, 0, trial.length);
        reflectedValue = value;
    }

    void recallReflection() {
        System.arraycopy(reflected, 0, trial, 0, trial.length);
    }

    /** Overwrites the centroid with the mean of all vertices but the worst. */
    void computeCentroid() {
        for (int i : free) {
            double sum = 0;
            for (int k = 0; k < free.length; k++) {
                sum += at(k, i) / free.length;
            }
            centroid[i] = sum;
        }
    }

    /** Puts the vertices in ascending order of value; among equals the older comes first. */
    void sort() {
        for (int k = 1; k < values.length; k++) {
            for (int j = k; j > 0 && values[j] < values[j - 1]; j--) {
                swap(j, j - 1);
            }
        }
    }

    private void swap(int a, int b) {
        double value = values[a];
        values[a] = values[b];
        values[b] = value;
        int n = trial.length;
        for (int i = 0; i < n; i++) {
            double coordinate = simplex[a * n + i];
            simplex[a * n + i] = simplex[b * n + i];
            simplex[b * n + i] = coordinate;
        }
    }

    /** The largest distance, coordinate by coordinate, of a vertex from the best. */
    double size() {
        double size = 0;
        for (int k = 1; k < values.length; k++) {
            for (int i : free) {
                size = Math.max(size, Math.abs(at(k, i) - at(0, i)));
            }
        }
        return size;
    }

    /** ‖x‖∞ of the best vertex. */
    double magnitude() {
        double max = 0;
        for (int i = 0; i < trial.length; i++) {
            max = Math.max(max, Math.abs(at(0, i)));
        }
        return max;
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
        return values[0];
    }

    @Override
    public double gradientNorm() {
        return Double.NaN;
    }

    @Override
    public double stepNorm() {
        return stepNorm;
    }

    @Override
    public boolean atIterate() {
        return phase == Phase.REFLECT || termination != null;
    }

    @Override
    public @Nullable Termination termination() {
        return termination;
    }
}
