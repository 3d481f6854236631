package org.thalweg.core.optimizer;

import java.util.Arrays;
import org.thalweg.core.linalg.Cholesky;
import org.thalweg.core.linalg.SymmetricEigen;
import org.thalweg.core.linalg.Vectors;

/**
 * The step p that minimizes gᵀp + ½pᵀHp subject to ‖p‖₂ ≤ Δ, to rounding, H symmetric of any signature.
 *
 * <p>p = −(H + μI)⁻¹g with the least μ ≥ 0 for which H + μI is positive semidefinite and ‖p‖ ≤ Δ (Moré and Sorensen, <i>Computing a
 * trust region step</i>, SIAM J. Sci. Stat. Comput. 4 (1983), doi:10.1137/0904038, lemmas 2.1 and 2.3). If H is positive
 * definite and the Newton step is short enough, μ = 0, by Cholesky; otherwise μ comes from the eigenvalues and
 * Newton's method on 1/Δ − 1/‖p(μ)‖ (their eq. 3.6), kept in an interval. In the hard case, g orthogonal to the eigenvectors of
 * the least eigenvalue, enough of such an eigenvector is added to reach the boundary.
 */
final class TrustRegionStep {

    private static final int MAX_STEPS = 100;
    private static final double PRECISION = 1e-10;
    /** How much shorter than Δ a step must be to count as the hard case. */
    private static final double ROUGH = 1e-6;

    private final Cholesky cholesky;

    TrustRegionStep(int n) {
        cholesky = new Cholesky(n);
    }

    /** Overwrites {@code p} with the step; {@code h} has n·n entries, n the length of {@code g}. */
    void solve(double[] g, double[] h, double radius, double[] p) {
        int n = g.length;
        if (cholesky.factor(h, n)) {
            for (int i = 0; i < n; i++) {
                p[i] = -g[i];
            }
            cholesky.solve(p);
            if (Vectors.norm(p) <= radius) {
                return;
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(h, n);
        double[] components = new double[n];
        for (int k = 0; k < n; k++) {
            components[k] = eigen.dot(k, g);
        }
        onBoundary(eigen, components, radius, p);
    }

    private static void onBoundary(SymmetricEigen eigen, double[] components, double radius, double[] p) {
        int n = components.length;
        double least = eigen.value(0);
        double low = Math.max(0, -least);
        double high = low + Vectors.norm(components) / radius;
        double[] coefficients = new double[n];
        double length = lengthAt(eigen, components, low, coefficients);
        if (length > radius) {
            high = shift(eigen, components, radius, low, high);
            length = lengthAt(eigen, components, high, coefficients);
        }
        compose(eigen, coefficients, p);
        if (least < 0 && length < (1 - ROUGH) * radius) {
            double share = length / radius;
            double missing = radius * Math.sqrt((1 - share) * (1 + share));
            eigen.addTo(p, components[0] > 0 ? -missing : missing, 0);
        }
    }

    /** The least μ in [low, high], to rounding, with ‖p(μ)‖ ≤ Δ, given that ‖p(low)‖ is longer and ‖p(high)‖ is not. */
    private static double shift(
            SymmetricEigen eigen, double[] components, double radius, double lowest, double highest) {
        double low = lowest;
        double high = highest;
        double mu = high;
        double[] coefficients = new double[components.length];
        for (int step = 0; step < MAX_STEPS; step++) {
            double length = lengthAt(eigen, components, mu, coefficients);
            if (length > radius) {
                low = mu;
            } else {
                high = mu;
                if (length >= (1 - PRECISION) * radius) {
                    break;
                }
            }
            double next = mu + newton(eigen, components, mu, length, radius);
            mu = next > low && next < high ? next : low + 0.5 * (high - low);
            if (mu == low || mu == high) {
                break;
            }
        }
        return high;
    }

    /** Overwrites the coefficients of p(μ) in the eigenvectors; returns ‖p(μ)‖, ∞ at a pole. */
    private static double lengthAt(SymmetricEigen eigen, double[] components, double mu, double[] coefficients) {
        for (int k = 0; k < components.length; k++) {
            double shifted = eigen.value(k) + mu;
            coefficients[k] = components[k] == 0 ? 0 : -components[k] / Math.max(shifted, 0);
        }
        return Vectors.norm(coefficients);
    }

    /** The Newton step of 1/Δ − 1/‖p(μ)‖: (‖p‖²/pᵀ(H + μI)⁻¹p)·(‖p‖ − Δ)/Δ. */
    private static double newton(SymmetricEigen eigen, double[] components, double mu, double length, double radius) {
        double sum = 0;
        for (int k = 0; k < components.length; k++) {
            double shifted = eigen.value(k) + mu;
            double share = components[k] / shifted / length;
            sum += share * share / shifted;
        }
        return (length - radius) / radius / sum;
    }

    private static void compose(SymmetricEigen eigen, double[] coefficients, double[] p) {
        Arrays.fill(p, 0);
        for (int k = 0; k < coefficients.length; k++) {
            eigen.addTo(p, coefficients[k], k);
        }
    }
}
