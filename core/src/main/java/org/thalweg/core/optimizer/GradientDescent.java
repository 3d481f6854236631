package org.thalweg.core.optimizer;

/**
 * Gradient descent: x ← x − η∇f, exactly one evaluation a step.
 *
 * <p>Converges for f convex with an L-Lipschitz gradient if η &lt; 2/L (Nesterov, <i>Lectures on Convex Optimization</i>
 * (2018), theorem 2.1.14). Remembers nothing. Cauchy, <i>Comptes rendus</i> 25 (1847).
 *
 * @param eta η, the learning rate
 */
public record GradientDescent(double eta) implements UpdateRule {

    public GradientDescent {
        HyperParameter.positive("step", eta);
    }

    @Override
    public String name() {
        return "gradient-descent";
    }

    @Override
    public int memoryVectors() {
        return 0;
    }

    @Override
    public void displace(long step, double[] x, double[] gradient, double[][] memory, double[] displacement) {
        for (int i = 0; i < x.length; i++) {
            displacement[i] = -eta * gradient[i];
        }
    }
}
