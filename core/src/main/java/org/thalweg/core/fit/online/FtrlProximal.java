package org.thalweg.core.fit.online;

import org.thalweg.core.optimizer.UpdateRule;

/**
 * FTRL-Proximal: each coordinate goes to where the sum of all gradients so far, proximal terms and penalties is least.
 *
 * <p>σ = (√(n + g²) − √n)/α, z ← z + g − σ·x, n ← n + g²; then x = 0 where |z| ≤ λ₁, and else x = −(z − sgn(z)·λ₁)/((β + √n)/α + λ₂). So x is exactly
 * 0 where the gradients do not insist on more. x must begin at 0.
 *
 * <p>Remembers z and n. McMahan, Holt, Sculley et al., <i>Ad click prediction: a view from the trenches</i>, KDD (2013),
 * doi:10.1145/2487575.2488200, algorithm 1.
 *
 * @param alpha α, the learning rate
 * @param beta β, which keeps the first steps small
 * @param l1 λ₁
 * @param l2 λ₂
 */
public record FtrlProximal(double alpha, double beta, double l1, double l2) implements UpdateRule {

    public FtrlProximal {
        if (!(alpha > 0) || !(beta >= 0) || !(l1 >= 0) || !(l2 >= 0)) {
            throw new IllegalArgumentException(
                    "alpha (%s) must be positive, beta (%s), l1 (%s) and l2 (%s) must not be negative"
                            .formatted(alpha, beta, l1, l2));
        }
    }

    @Override
    public String name() {
        return "ftrl";
    }

    @Override
    public int memoryVectors() {
        return 2;
    }

    @Override
    public void displace(long step, double[] x, double[] gradient, double[][] memory, double[] displacement) {
        double[] z = memory[0];
        double[] n = memory[1];
        for (int i = 0; i < x.length; i++) {
            double g = gradient[i];
            double more = n[i] + g * g;
            z[i] += g - (Math.sqrt(more) - Math.sqrt(n[i])) / alpha * x[i];
            n[i] = more;
            double next = Math.abs(z[i]) <= l1
                    ? 0
                    : -(z[i] - Math.copySign(l1, z[i])) / ((beta + Math.sqrt(more)) / alpha + l2);
            displacement[i] = next - x[i];
        }
    }
}
