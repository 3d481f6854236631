package org.thalweg.core.fit;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What is asked of every shard in a round, at a point θ; the answers of all shards are added.
 *
 * <p>With w parameters an answer holds
 *
 * <pre>
 *   VALUES            Σf(θ + αₖ·d) for each k                          one double a step αₖ
 *   GRADIENT          Σf, Σ∇f                                          1 + w
 *   NORMAL_EQUATIONS  Σf, Σ∇f, upper triangle of Σℓ″·∇z∇zᵀ,          2·(1 + w + w(w+1)/2)
 *                     then what rounding left out of each
 *   HESSIAN           Σf, Σ∇f, upper triangle of Σ∇²f                  1 + w + w(w+1)/2
 * </pre>
 *
 * <p>The upper triangle is row by row: (0,0), (0,1), …, (0,w−1), (1,1), …
 *
 * @param kind what is asked
 * @param direction d, w doubles, of VALUES; empty for d = 0, and otherwise
 * @param steps αₖ of VALUES; empty otherwise
 * @param sample the terms that are asked about
 */
public record Question(Kind kind, double[] direction, double[] steps, Sample sample) implements Serializable {

    private static final double[] NONE = {};

    /** What an answer holds. */
    public enum Kind {
        /** Sums at several points of a line, in one pass. */
        VALUES,
        /** Sum and gradient. */
        GRADIENT,
        /**
         * Sum, gradient and Gauss–Newton's part of the second derivatives, where each term is a loss ℓ of a prediction z; for
         * squares 2·JᵀWJ. The sums are carried in twice the precision of a double: small differences decide between parameters
         * that are nearly interchangeable.
         */
        NORMAL_EQUATIONS,
        /** Sum, gradient and second derivatives. */
        HESSIAN
    }

    /** The sum and its gradient, over all terms. */
    public static Question gradient() {
        return new Question(Kind.GRADIENT, NONE, NONE, Sample.ALL);
    }

    /** The sum and its gradient, over some terms. */
    public static Question gradient(Sample sample) {
        return new Question(Kind.GRADIENT, NONE, NONE, sample);
    }

    public static Question normalEquations() {
        return new Question(Kind.NORMAL_EQUATIONS, NONE, NONE, Sample.ALL);
    }

    public static Question hessian() {
        return new Question(Kind.HESSIAN, NONE, NONE, Sample.ALL);
    }

    /** The sums at θ + αₖ·d; keeps the arrays. */
    public static Question values(double[] direction, double... steps) {
        return new Question(Kind.VALUES, direction, steps, Sample.ALL);
    }

    /** The sum alone, at θ. */
    public static Question value() {
        return new Question(Kind.VALUES, NONE, new double[1], Sample.ALL);
    }

    /** Overwrites {@code point} with θ + αₖ·d, each coordinate rounded once: the k-th point of VALUES. */
    public void place(double[] theta, int k, double[] point) {
        if (direction.length == 0) {
            System.arraycopy(theta, 0, point, 0, theta.length);
            return;
        }
        double step = steps[k];
        for (int i = 0; i < theta.length; i++) {
            point[i] = Math.fma(step, direction[i], theta[i]);
        }
    }

    /** The same question to a shard that reads the parameters {@code from} … {@code to} − 1 only. */
    public Question cut(int from, int to) {
        return direction.length == 0 || (from == 0 && to == direction.length)
                ? this
                : new Question(kind, Arrays.copyOfRange(direction, from, to), steps, sample);
    }

    /** The same question, its direction left to be told otherwise. */
    public Question withoutDirection() {
        return direction.length == 0 ? this : new Question(kind, NONE, steps, sample);
    }

    /** How many doubles an answer has, with {@code parameters} = w. */
    public int length(int parameters) {
        return switch (kind) {
            case VALUES -> steps.length;
            case GRADIENT -> 1 + parameters;
            case NORMAL_EQUATIONS -> Math.multiplyExact(2, Math.addExact(1 + parameters, triangle(parameters)));
            case HESSIAN -> Math.addExact(1 + parameters, triangle(parameters));
        };
    }

    /** How many doubles at the head of an answer belong to no single parameter. */
    public int heads(int parameters) {
        return kind == Kind.GRADIENT ? 1 : length(parameters);
    }

    /** How many entries the upper triangle of a w·w matrix has. */
    public static int triangle(int parameters) {
        return Math.toIntExact((long) parameters * (parameters + 1) / 2);
    }
}
