package org.thalweg.core.optimizer;

/**
 * RMSProp: v ← ρv + (1 − ρ)g², x ← x − η·g/(√v + ε), coordinate by coordinate.
 *
 * <p>Remembers v. Near a minimum its steps stay of order η: with a constant learning rate it circles there. Tieleman and
 * Hinton, <i>Neural Networks for Machine Learning</i>, lecture 6.5 (2012).
 *
 * @param eta η, the learning rate
 * @param rho ρ, the share of the mean square that is kept, in [0, 1)
 * @param epsilon ε, which keeps the divisor from 0
 */
public record RmsProp(double eta, double rho, double epsilon) implements UpdateRule {

    public RmsProp {
        HyperParameter.positive("step", eta);
        HyperParameter.share("decay", rho);
        HyperParameter.positive("epsilon", epsilon);
    }

    @Override
    public String name() {
        return "rmsprop";
    }

    @Override
    public int memoryVectors() {
        return 1;
    }

    @Override
    public void displace(long step, double[] x, double[] gradient, double[][] memory, double[] displacement) {
        double[] v = memory[0];
        for (int i = 0; i < x.length; i++) {
            double g = gradient[i];
            v[i] = rho * v[i] + (1 - rho) * g * g;
            displacement[i] = -eta * g / (Math.sqrt(v[i]) + epsilon);
        }
    }
}
