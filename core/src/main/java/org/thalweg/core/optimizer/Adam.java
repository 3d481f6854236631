package org.thalweg.core.optimizer;

/**
 * Adam: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², x ← x − η·m̂/(√v̂ + ε), with m̂ = m/(1 − β₁ᵏ), v̂ = v/(1 − β₂ᵏ) at step k,
 * coordinate by coordinate.
 *
 * <p>Remembers m and v. Kingma and Ba, <i>Adam: a method for stochastic optimization</i>, ICLR (2015), arXiv:1412.6980,
 * algorithm 1.
 *
 * @param eta η, the learning rate
 * @param beta1 β₁, the share of the mean that is kept, in [0, 1)
 * @param beta2 β₂, the share of the mean square that is kept, in [0, 1)
 * @param epsilon ε, which keeps the divisor from 0
 */
public record Adam(double eta, double beta1, double beta2, double epsilon) implements UpdateRule {

    public Adam {
        HyperParameter.positive("step", eta);
        HyperParameter.share("beta1", beta1);
        HyperParameter.share("beta2", beta2);
        HyperParameter.positive("epsilon", epsilon);
    }

    /** The constants that its authors recommend: β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸. */
    public Adam(double eta) {
        this(eta, 0.9, 0.999, 1e-8);
    }

    @Override
    public String name() {
        return "adam";
    }

    @Override
    public int memoryVectors() {
        return 2;
    }

    @Override
    public void displace(long step, double[] x, double[] gradient, double[][] memory, double[] displacement) {
        double[] m = memory[0];
        double[] v = memory[1];
        double meanShare = share(beta1, step);
        double squareShare = share(beta2, step);
        for (int i = 0; i < x.length; i++) {
            double g = gradient[i];
            m[i] = beta1 * m[i] + (1 - beta1) * g;
            v[i] = beta2 * v[i] + (1 - beta2) * g * g;
            displacement[i] = -eta * (m[i] / meanShare) / (Math.sqrt(v[i] / squareShare) + epsilon);
        }
    }

    /** 1 − βᵏ. */
    static double share(double beta, long step) {
        return 1 - StrictMath.pow(beta, (double) step);
    }

    @Override
    public LaneRule lanes() {
        return new AdamLanes(this);
    }
}
