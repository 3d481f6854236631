package org.thalweg.core.conformance;

import org.thalweg.core.objective.DifferentiableObjective;

/** A hand-written objective: value and gradient in one function. */
public record Formula(int dimension, Body body) implements DifferentiableObjective {

    /** Returns f(x) and overwrites g with ∇f(x). */
    public interface Body extends java.io.Serializable {
        double apply(double[] x, double[] g);
    }

    @Override
    public double valueAndGradient(double[] x, double[] gradient) {
        return body.apply(x, gradient);
    }
}
