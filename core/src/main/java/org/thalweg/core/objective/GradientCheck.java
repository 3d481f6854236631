package org.thalweg.core.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.GradientReport.Comparison;
import org.thalweg.core.objective.GradientReport.Verdict;
import org.thalweg.core.random.Draws;

/**
 * Compares a gradient with the derivatives of its function, at given points.
 *
 * <p>Where the function is a formula the derivatives are exact; otherwise they are extrapolated differences with an estimate of their
 * error ({@link FiniteDifferences}). Points where the function is not finite are skipped and counted.
 */
public final class GradientCheck {
    private static final long POINTS = 0x636865636BL; // "check": apart from other uses of the same seed

    private final List<Comparison> compared = new ArrayList<>();
    private int skipped;

    private GradientCheck() {}

    /** Compares G with the exact gradient of its formula. */
    public static GradientReport of(GivenGradient g, List<double[]> points) {
        GradientCheck check = new GradientCheck();
        FormulaObjective f = g.function();
        for (double[] x : points) {
            double[] expected = new double[x.length];
            double value = f.valueAndGradient(x, expected);
            check.compare(g, new Comparison(x.clone(), value, expected, new double[x.length], new double[x.length]));
        }
        Factors factors = new Factors(check.compared, f.formula());
        return check.report(f.formula().variables(), factors);
    }

    /** Compares the gradient of a coded objective with differences of its values, taken inside {@code box}. */
    public static GradientReport of(DifferentiableObjective f, Bounds box, List<double[]> points) {
        GradientCheck check = new GradientCheck();
        FiniteDifferences differences = new FiniteDifferences(f, box);
        for (double[] x : points) {
            double[] expected = new double[x.length];
            double[] uncertainty = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                FiniteDifferences.Estimate estimate = differences.derivative(x, i);
                expected[i] = estimate.value();
                uncertainty[i] = estimate.error();
            }
            check.compare(f, new Comparison(x.clone(), f.value(x), expected, new double[x.length], uncertainty));
        }
        List<String> names = IntStream.rangeClosed(1, f.dimension())
                .mapToObj(i -> "x[" + i + "]")
                .toList();
        return check.report(names, new Factors(check.compared, null));
    }

    /** Points to compare at where the user names none: uniform in a finite region, the same for the same seed. */
    public static List<double[]> points(Bounds region, int count, long seed) {
        if (!region.isFinite()) {
            throw new IllegalArgumentException(
                    "region (%s) must be finite, since points are drawn from it".formatted(region));
        }
        Draws draws = Draws.seeded(seed).stream(POINTS);
        List<double[]> points = new ArrayList<>();
        for (int p = 0; p < count; p++) {
            double[] x = new double[region.dimension()];
            for (int i = 0; i < x.length; i++) {
                double t = draws.stream(i).unit(p);
                x[i] = region.clamp(i, (1 - t) * region.lower()[i] + t * region.upper()[i]);
            }
            points.add(x);
        }
        return points;
    }

    private void compare(DifferentiableObjective g, Comparison point) {
        boolean finite = Double.isFinite(point.value());
        for (double component : point.expected()) {
            finite &= Double.isFinite(component);
        }
        if (!finite) {
            skipped++;
            return;
        }
        g.valueAndGradient(point.at(), point.given());
        compared.add(point);
    }

    private GradientReport report(List<String> names, Factors factors) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            boolean matches = true;
            double maximum = 0;
            for (Comparison point : compared) {
                matches &= point.agrees(i);
                maximum = Math.max(maximum, point.error(i));
            }
            verdicts.add(new Verdict(names.get(i), matches, maximum, matches ? null : difference(i, names, factors)));
        }
        return new GradientReport(compared, skipped, verdicts);
    }

    private @Nullable String difference(int i, List<String> names, Factors factors) {
        for (int j = 0; j < names.size(); j++) {
            if (j != i && isDerivativeBy(j, i)) {
                return "given is the derivative by " + names.get(j);
            }
        }
        return factors.difference(i);
    }

    /** Whether component i as given is component j as expected, at every point. */
    private boolean isDerivativeBy(int j, int i) {
        boolean told = false;
        for (Comparison point : compared) {
            double error = Math.abs(point.given()[i] - point.expected()[j]);
            if (!(error <= 1e-6 * Math.abs(point.expected()[j]) + 10 * point.uncertainty()[j])) {
                return false;
            }
            told |= point.expected()[j] != 0;
        }
        return told;
    }
}
