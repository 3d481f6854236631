package org.thalweg.core.objective;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number with its gradient and Hessian in n coordinates: the Taylor polynomial of second degree.
 *
 * <p>{@code f(a + t) ≈ f(a) + gᵀt + ½·tᵀHt}. Calculating with jets carries all first and second derivatives along, at n² operations
 * each; constants carry none, and what is linear carries no Hessian.
 *
 * <p>A jet also remembers if it was made as a sum of squares, {@code Σ wᵢ·rᵢ²} with positive weights: then it is 0 just where all
 * rᵢ are, although its gradient vanishes there.
 */
public final class Jet {
    private static final int MOST_ROOTS = 256;

    private final double value;
    private final double @Nullable [] gradient;
    private final double @Nullable [] hessian;
    private final List<Jet> roots;

    private Jet(double value, double @Nullable [] gradient, double @Nullable [] hessian, List<Jet> roots) {
        this.value = value;
        this.gradient = gradient;
        this.hessian = hessian;
        this.roots = roots;
    }

    /** A number with derivatives that are known: n and n² numbers, row-major, which become the jet's own. */
    public static Jet of(double value, double[] gradient, double[] hessian) {
        return new Jet(value, gradient, hessian, List.of());
    }

    static Jet constant(double value) {
        return new Jet(value, null, null, List.of());
    }

    /** Coordinate {@code i} of {@code n}. */
    static Jet coordinate(int n, int i, double value) {
        double[] gradient = new double[n];
        gradient[i] = 1;
        return new Jet(value, gradient, null, List.of());
    }

    public double value() {
        return value;
    }

    public boolean isConstant() {
        return gradient == null;
    }

    /** The rᵢ of a sum of squares; empty if it is not known to be one. */
    List<Jet> roots() {
        return roots;
    }

    /** Adds {@code factor} times the gradient to {@code out}. */
    public void addGradient(double factor, double[] out) {
        add(factor, gradient, out);
    }

    /** Adds {@code factor} times the Hessian, row-major, to {@code out}. */
    public void addHessian(double factor, double[] out) {
        add(factor, hessian, out);
    }

    private static void add(double factor, double @Nullable [] part, double[] out) {
        for (int i = 0; part != null && i < out.length; i++) {
            out[i] += factor * part[i];
        }
    }

    Jet plus(Jet other) {
        return combine(value + other.value, 1, other, 1, commonRoots(other));
    }

    Jet minus(Jet other) {
        return combine(value - other.value, 1, other, -1, List.of());
    }

    Jet negated() {
        return chain(-value, -1, 0);
    }

    Jet times(Jet other) {
        if (other.gradient == null) {
            return scaled(other.value);
        }
        if (gradient == null) {
            return other.scaled(value);
        }
        Jet sum = combine(value * other.value, other.value, other, value, List.of());
        double[] hessian = sum.hessian == null ? new double[gradient.length * gradient.length] : sum.hessian;
        int n = gradient.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                hessian[i * n + j] += gradient[i] * other.gradient[j] + gradient[j] * other.gradient[i];
            }
        }
        return new Jet(sum.value, sum.gradient, hessian, List.of());
    }

    Jet dividedBy(Jet other) {
        if (other.gradient == null) {
            Jet quotient = scaled(1 / other.value);
            return new Jet(value / other.value, quotient.gradient, quotient.hessian, quotient.roots);
        }
        double v = other.value;
        Jet quotient = times(other.chain(1 / v, -1 / (v * v), 2 / (v * v * v)));
        return new Jet(value / v, quotient.gradient, quotient.hessian, List.of());
    }

    private Jet scaled(double factor) {
        Jet product = chain(factor * value, factor, 0);
        return new Jet(product.value, product.gradient, product.hessian, factor > 0 ? roots : List.of());
    }

    /** The square, which remembers what it is of. */
    Jet squared() {
        Jet square = chain(value * value, 2 * value, 2);
        return isConstant() ? square : new Jet(square.value, square.gradient, square.hessian, List.of(this));
    }

    /** φ of this number, from φ, φ′ and φ″ here. */
    Jet chain(double phi, double first, double second) {
        if (gradient == null) {
            return constant(phi);
        }
        int n = gradient.length;
        double[] g = new double[n];
        add(first, gradient, g);
        if (second == 0 && hessian == null) {
            return new Jet(phi, g, null, List.of());
        }
        double[] h = new double[n * n];
        add(first, hessian, h);
        for (int i = 0; second != 0 && i < n; i++) {
            for (int j = 0; j < n; j++) {
                h[i * n + j] += second * gradient[i] * gradient[j];
            }
        }
        return new Jet(phi, g, h, List.of());
    }

    /** a·this + b·other, with the value given. */
    private Jet combine(double result, double a, Jet other, double b, List<Jet> sharedRoots) {
        double[] g = sum(a, gradient, b, other.gradient);
        return new Jet(result, g, sum(a, hessian, b, other.hessian), sharedRoots);
    }

    private static double @Nullable [] sum(double a, double @Nullable [] x, double b, double @Nullable [] y) {
        if (x == null && y == null) {
            return null;
        }
        double[] sum = new double[x == null ? java.util.Objects.requireNonNull(y).length : x.length];
        add(a, x, sum);
        add(b, y, sum);
        return sum;
    }

    private List<Jet> commonRoots(Jet other) {
        if (isZero()) {
            return other.roots;
        }
        if (other.isZero() || roots.isEmpty() || other.roots.isEmpty()) {
            return other.isZero() ? roots : List.of();
        }
        if (roots.size() + other.roots.size() > MOST_ROOTS) {
            return List.of();
        }
        List<Jet> all = new ArrayList<>(roots);
        all.addAll(other.roots);
        return all;
    }

    private boolean isZero() {
        return gradient == null && value == 0;
    }

    @Override
    public String toString() {
        return "jet " + value;
    }
}
