package org.thalweg.core.optimizer;

/**
 * Gradient descent with momentum, the heavy ball: v ← μv − η∇f(x), x ← x + v.
 *
 * <p>Remembers v. Polyak, <i>Some methods of speeding up the convergence of iteration methods</i>, USSR Comput. Math. Math.
 * Phys. 4 (1964), doi:10.1016/0041-5553(64)90137-5, eq. 9.
 *
 * @param eta η, the learning rate
 * @param mu μ, the share of the velocity that is kept, in [0, 1)
 */
public record Momentum(double eta, double mu) implements UpdateRule {

    public Momentum {
        HyperParameter.positive("step", eta);
        HyperParameter.share("momentum", mu);
    }

    @Override
    public String name() {
        return "momentum";
    }

    @Override
    public int memoryVectors() {
        return 1;
    }

    @Override
    public void displace(long step, double[] x, double[] gradient, double[][] memory, double[] displacement) {
        double[] v = memory[0];
        for (int i = 0; i < x.length; i++) {
            v[i] = mu * v[i] - eta * gradient[i];
            displacement[i] = v[i];
        }
    }
}
