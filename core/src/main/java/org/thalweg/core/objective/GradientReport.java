package org.thalweg.core.objective;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a gradient is one: what was compared, and how it differs.
 *
 * @param points those where f and its derivatives are finite
 * @param skipped how many others were asked for
 * @param variables one verdict a coordinate, in order
 */
public record GradientReport(List<Comparison> points, int skipped, List<Verdict> variables) {

    /**
     * The two gradients at one point.
     *
     * @param uncertainty how far {@code expected} may be off, a coordinate; 0 where it is exact
     */
    public record Comparison(double[] at, double value, double[] expected, double[] given, double[] uncertainty) {

        /** |given − expected| of one coordinate; ∞ where the given one is not finite. */
        public double error(int i) {
            double error = Math.abs(given[i] - expected[i]);
            return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        }

        /** The largest {@link #error} of all coordinates. */
        public double maximumError() {
            double largest = 0;
            for (int i = 0; i < given.length; i++) {
                largest = Math.max(largest, error(i));
            }
            return largest;
        }

        /** Whether the coordinate's error is within {@code 1e-6·max(|expected|, |given|) + 1e-9·max(1, ‖expected‖∞) + 10·uncertainty}. */
        public boolean agrees(int i) {
            double norm = 1;
            for (double component : expected) {
                norm = Math.max(norm, Math.abs(component));
            }
            return Double.isFinite(given[i])
                    && error(i)
                            <= 1e-6 * Math.max(Math.abs(expected[i]), Math.abs(given[i]))
                                    + 1e-9 * norm
                                    + 10 * uncertainty[i];
        }
    }

    /**
     * What is known of one component.
     *
     * @param variable its name
     * @param matches whether it agrees at every point
     * @param maximumError the largest |given − expected|
     * @param difference how it differs, in a few words, such as {@code given/expected = 2}; null where nothing was recognized
     */
    public record Verdict(
            String variable,
            boolean matches,
            double maximumError,
            @Nullable String difference) {}

    public GradientReport {
        points = List.copyOf(points);
        variables = List.copyOf(variables);
    }

    /** Whether every component agrees at every point, and there was one. */
    public boolean matches() {
        return !points.isEmpty() && variables.stream().allMatch(Verdict::matches);
    }

    /** The largest |given − expected| of all components and points. */
    public double maximumError() {
        return points.stream().mapToDouble(Comparison::maximumError).max().orElse(Double.NaN);
    }

    /** The point with the largest error, the first of them; null where nothing could be compared. */
    public @Nullable Comparison worst() {
        Comparison worst = null;
        for (Comparison point : points) {
            if (worst == null || point.maximumError() > worst.maximumError()) {
                worst = point;
            }
        }
        return worst;
    }
}
