package org.thalweg.core.objective;

import org.thalweg.core.linalg.Bounds;

/**
 * Derivatives from values alone, as exact as values allow, with an estimate of the error.
 *
 * <p>Central differences (f(x + h) − f(x − h)) / 2h with h halved again and again from max(1, |xᵢ|)/8 on, extrapolated to h = 0
 * (Richardson's tableau as C. J. F. Ridders stops it, 1982, doi:10.1016/S0141-1195(82)80057-0): the entry with the least change to its
 * neighbours is returned. No point leaves the box: near a bound h is smaller, and on a bound the differences are one-sided, of
 * first order in h. Costs at most {@value #ROWS} · 2 values a coordinate.
 */
public final class FiniteDifferences {
    private static final int ROWS = 14;

    private final Objective f;
    private final Bounds box;

    /**
     * A derivative and its error.
     *
     * @param value NaN where f is not finite around the point, or the coordinate is fixed
     * @param error an estimate of |value − ∂f/∂xᵢ|, not a bound
     */
    public record Estimate(double value, double error) {}

    public FiniteDifferences(Objective f, Bounds box) {
        if (f.dimension() != box.dimension()) {
            throw new IllegalArgumentException(
                    "the objective has dimension %d, its box %d".formatted(f.dimension(), box.dimension()));
        }
        this.f = f;
        this.box = box;
    }

    /** ∂f/∂xᵢ at {@code x}, which lies in the box. */
    public Estimate derivative(double[] x, int i) {
        double below = x[i] - box.lower()[i];
        double above = box.upper()[i] - x[i];
        double scale = Math.max(1, Math.abs(x[i])) / 8;
        boolean central = Math.min(below, above) > scale / 1024;
        double widest = central ? Math.min(below, above) : Math.max(below, above);
        double first = Math.min(scale, widest);
        if (!(first > 0)) {
            return new Estimate(Double.NaN, Double.NaN);
        }
        double up = central || above >= below ? 1 : 0;
        double down = central || above < below ? 1 : 0;
        return extrapolated(x, i, first, new double[] {down, up}, central ? 4 : 2);
    }

    /** @param ratio by which each halving of h divides the leading term of the error */
    private Estimate extrapolated(double[] x, int i, double first, double[] sides, double ratio) {
        double[] near = x.clone();
        double[] previous = new double[ROWS];
        double[] current = new double[ROWS];
        double best = Double.NaN;
        double error = Double.POSITIVE_INFINITY;
        double h = first;
        for (int row = 0; row < ROWS; row++, h /= 2) {
            near[i] = x[i] + sides[1] * h;
            double high = near[i];
            double rise = f.value(near);
            near[i] = x[i] - sides[0] * h;
            rise -= f.value(near);
            current[0] = rise / (high - near[i]);
            double power = ratio;
            for (int k = 1; k <= row; k++, power *= ratio) {
                current[k] = (power * current[k - 1] - previous[k - 1]) / (power - 1);
                double change = Math.max(Math.abs(current[k] - current[k - 1]), Math.abs(current[k] - previous[k - 1]));
                if (change < error) {
                    error = change;
                    best = current[k];
                }
            }
            double[] swap = previous;
            previous = current;
            current = swap;
        }
        return new Estimate(best, error);
    }
}
