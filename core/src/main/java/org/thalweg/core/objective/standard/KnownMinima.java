package org.thalweg.core.objective.standard;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is known about the minima of a function in its box.
 *
 * @param value the lowest value, rounded to the nearest double
 * @param error how far the true lowest value may be from {@code value}
 * @param smooth whether the formula is twice differentiable at the global minima; false at a kink, or where its derivative
 *     is 0/0
 * @param points global minima, rounded to the nearest doubles: all of them, or some, or none where only the value is known
 * @param globalCount how many points have the lowest value; empty where unknown or infinite
 * @param count how many local minima there are, those on the bounds included; empty where unknown or infinite
 */
public record KnownMinima(
        double value,
        double error,
        boolean smooth,
        List<double[]> points,
        OptionalLong globalCount,
        OptionalLong count) {

    public KnownMinima {
        points = points.stream().map(double[]::clone).toList();
    }

    /** The lowest value and all points that have it; the number of local minima is unknown. */
    static KnownMinima at(double value, double[]... points) {
        return some(value, points).global(points.length);
    }

    /** The lowest value and some of the points that have it. */
    static KnownMinima some(double value, double[]... points) {
        return new KnownMinima(
                value, Math.ulp(value) / 2, true, List.of(points), OptionalLong.empty(), OptionalLong.empty());
    }

    /** The same with the number of points that have the lowest value. */
    KnownMinima global(long number) {
        return new KnownMinima(value, error, smooth, points, OptionalLong.of(number), count);
    }

    /** The same with the number of local minima. */
    KnownMinima of(long number) {
        return new KnownMinima(value, error, smooth, points, globalCount, OptionalLong.of(number));
    }

    /** The same, known to this absolute error. */
    KnownMinima within(double absolute) {
        return new KnownMinima(value, absolute, smooth, points, globalCount, count);
    }

    /** The same with minima at kinks. */
    KnownMinima kinked() {
        return new KnownMinima(value, error, false, points, globalCount, count);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KnownMinima that
                && Double.compare(value, that.value) == 0
                && Double.compare(error, that.error) == 0
                && smooth == that.smooth
                && Arrays.deepEquals(points.toArray(), that.points.toArray())
                && globalCount.equals(that.globalCount)
                && count.equals(that.count);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(points.toArray()) * 31 + Double.hashCode(value);
    }
}
