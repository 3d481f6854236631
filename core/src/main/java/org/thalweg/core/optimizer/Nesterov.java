package org.thalweg.core.optimizer;

/**
 * Nesterov's accelerated gradient with constant momentum: v ← μv − η∇f(x), x ← x + μv − η∇f(x).
 *
 * <p>Here x is the point that is looked ahead to, where the gradient is taken: with z the point that Nesterov's method moves,
 * x = z + μv, and this is v ← μv − η∇f(z + μv), z ← z + v. Remembers v. Nesterov, Soviet Math. Dokl. 27 (1983); Sutskever,
 * Martens, Dahl and Hinton, <i>On the importance of initialization and momentum in deep learning</i>, ICML (2013), eq. 3–4.
 *
 * @param eta η, the learning rate
 * @param mu μ, the share of the velocity that is kept, in [0, 1)
 */
public record Nesterov(double eta, double mu) implements UpdateRule {

    public Nesterov {
        HyperParameter.positive("step", eta);
        HyperParameter.share("momentum", mu);
    }

    @Override
    public String name() {
        return "nesterov";
    }

    @Override
    public int memoryVectors() {
        return 1;
    }

    @Override
    public void displace(long step, double[] x, double[] gradient, double[][] memory, double[] displacement) {
        double[] v = memory[0];
        for (int i = 0; i < x.length; i++) {
            double push = eta * gradient[i];
            v[i] = mu * v[i] - push;
            displacement[i] = mu * v[i] - push;
        }
    }
}
