package org.thalweg.core.optimizer;

/**
 * Adam with decoupled weight decay: x ← x − η(m̂/(√v̂ + ε) + λx), m̂ and v̂ as in {@link Adam}.
 *
 * <p>The decay pulls towards 0. It is no part of f; its pull is measured against the gradient's root mean square, so it displaces
 * the point of rest by no more than the learning rate, and vanishes with it. Remembers m and v. Loshchilov and Hutter,
 * <i>Decoupled weight decay regularization</i>, ICLR (2019), arXiv:1711.05101, algorithm 2.
 *
 * @param adam the method without decay
 * @param lambda λ, the decay, not negative
 */
public record AdamW(Adam adam, double lambda) implements UpdateRule {

    public AdamW {
        if (!(lambda >= 0 && lambda < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weight decay (%s) must not be negative".formatted(lambda));
        }
    }

    /** Adam as its authors recommend it, with λ = 0.01. */
    public AdamW(double eta) {
        this(new Adam(eta), 0.01);
    }

    @Override
    public String name() {
        return "adamw";
    }

    @Override
    public int memoryVectors() {
        return adam.memoryVectors();
    }

    @Override
    public void displace(long step, double[] x, double[] gradient, double[][] memory, double[] displacement) {
        adam.displace(step, x, gradient, memory, displacement);
        double pull = adam.eta() * lambda;
        for (int i = 0; i < x.length; i++) {
            displacement[i] -= pull * x[i];
        }
    }

    @Override
    public LaneRule lanes() {
        LaneRule undecayed = adam.lanes();
        double pull = adam.eta() * lambda;
        return (steps, x, gradient, memory, displacement) -> {
            undecayed.displace(steps, x, gradient, memory, displacement);
            for (int i = 0; i < x.length; i++) {
                displacement[i] -= pull * x[i];
            }
        };
    }
}
