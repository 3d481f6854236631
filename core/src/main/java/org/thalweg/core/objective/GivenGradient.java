package org.thalweg.core.objective;

import java.util.List;
import java.util.stream.IntStream;
import org.thalweg.core.expression.Formula;

/**
 * An objective that descends along a gradient G which the user wrote ({@code --gradient}), right or wrong.
 *
 * <p>Value and Hessian are those of f itself, so what a point is gets judged by the true curvature. Whether G is ∇f is for
 * {@link GradientCheck} to say.
 */
public final class GivenGradient implements TwiceDifferentiableObjective {
    private static final long serialVersionUID = 1;

    private final FormulaObjective f;
    private final List<FormulaObjective> components;

    /**
     * @param f the function
     * @param gradient one formula a coordinate, of the same variables as f's (see {@link Formula#sibling})
     */
    public GivenGradient(FormulaObjective f, List<Formula> gradient) {
        int n = f.dimension();
        if (gradient.size() != n) {
            throw new IllegalArgumentException(
                    "a gradient has one formula for each of the variables %s, but %d were given"
                            .formatted(abbreviated(f.formula().variables()), gradient.size()));
        }
        for (int i = 0; i < n; i++) {
            if (!gradient.get(i).variables().equals(f.formula().variables())) {
                throw new IllegalArgumentException("gradient formula %d (%s) must have the variables %s, not %s"
                        .formatted(
                                i + 1,
                                gradient.get(i),
                                abbreviated(f.formula().variables()),
                                abbreviated(gradient.get(i).variables())));
            }
        }
        this.f = f;
        this.components = gradient.stream()
                .map(component -> new FormulaObjective(component, f.backend()))
                .toList();
    }

    private static List<String> abbreviated(List<String> names) {
        int shown = 10;
        return names.size() <= shown
                ? names
                : IntStream.rangeClosed(0, shown)
                        .mapToObj(i -> i < shown ? names.get(i) : "… (" + names.size() + " in all)")
                        .toList();
    }

    /** The function with its own derivatives. */
    public FormulaObjective function() {
        return f;
    }

    @Override
    public int dimension() {
        return f.dimension();
    }

    @Override
    public double value(double[] x) {
        return f.value(x);
    }

    @Override
    public double valueAndGradient(double[] x, double[] gradient) {
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = components.get(i).value(x);
        }
        return f.value(x);
    }

    @Override
    public double valueGradientAndHessian(double[] x, double[] gradient, double[] hessian) {
        f.valueGradientAndHessian(x, gradient, hessian);
        return valueAndGradient(x, gradient);
    }
}
