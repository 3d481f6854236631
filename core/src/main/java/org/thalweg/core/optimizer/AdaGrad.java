package org.thalweg.core.optimizer;

/**
 * AdaGrad: G ← G + g², x ← x − η·g/(√G + ε), coordinate by coordinate.
 *
 * <p>Remembers G. The k-th step is at most η long in each coordinate, and of order η/√k. Duchi, Hazan and Singer, <i>Adaptive
 * subgradient methods for online learning and stochastic optimization</i>, JMLR 12 (2011), figure 1, diagonal form.
 *
 * @param eta η, the learning rate
 * @param epsilon ε, which keeps the divisor from 0
 */
public record AdaGrad(double eta, double epsilon) implements UpdateRule {

    public AdaGrad {
        HyperParameter.positive("step", eta);
        HyperParameter.positive("epsilon", epsilon);
    }

    @Override
    public String name() {
        return "adagrad";
    }

    @Override
    public int memoryVectors() {
        return 1;
    }

    @Override
    public void displace(long step, double[] x, double[] gradient, double[][] memory, double[] displacement) {
        double[] sum = memory[0];
        for (int i = 0; i < x.length; i++) {
            double g = gradient[i];
            sum[i] += g * g;
            displacement[i] = -eta * g / (Math.sqrt(sum[i]) + epsilon);
        }
    }
}
