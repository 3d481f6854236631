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
 *   CONDENSED         Σf, what is left of ∇²F and ∇F on seams, Σ∇f     1 + h + w
 *   EXPANDED          0, Newton's step                                 1 + w
 *   RELAXED           change of Σf, change of θ                        1 + w
 * </pre>
 *
 * <p>The upper triangle is row by row: (0,0), (0,1), …, (0,w−1), (1,1), …
 *
 * @param kind what is asked
 * @param direction d, w doubles, of VALUES, empty for d = 0; which variables a chain holds, empty for none; empty otherwise
 * @param steps αₖ of VALUES; what goes with the questions to a chain of terms; empty otherwise
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
        HESSIAN,
        /** To a chain: sum, gradient, and the equations of Newton's step with all variables between seams eliminated. */
        CONDENSED,
        /** To a chain: Newton's step, given that on the seams. */
        EXPANDED,
        /** To a chain: lower values, each shard alone moving what no other reads. */
        RELAXED
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

    /**
     * Newton's equations of a chain on its seams.
     *
     * @param shift μ, that is added to second derivatives on the diagonal
     * @param reduced h, how many doubles the equations on all seams take
     */
    public static Question condensed(double shift, int reduced) {
        return condensed(shift, reduced, NONE);
    }

    /**
     * The same, where some variables do not move; keeps the array.
     *
     * @param held 1 for each variable that is held, 0 for the others; empty if none is
     */
    public static Question condensed(double shift, int reduced, double[] held) {
        return new Question(Kind.CONDENSED, held, new double[] {shift, reduced}, Sample.ALL);
    }

    /** Newton's step of a chain, given the step on its seams, with the shift of the equations. */
    public static Question expanded(double shift, double[] onSeams) {
        return expanded(shift, onSeams, NONE);
    }

    /** The same, where some variables do not move, as in {@link #condensed(double, int, double[])}. */
    public static Question expanded(double shift, double[] onSeams, double[] held) {
        double[] steps = new double[1 + onSeams.length];
        steps[0] = shift;
        System.arraycopy(onSeams, 0, steps, 1, onSeams.length);
        return new Question(Kind.EXPANDED, held, steps, Sample.ALL);
    }

    /**
     * Lower values of a chain: between the seams, or on the seams and near them.
     *
     * @param tolerance of the gradient's coordinates, beyond which a variable is at rest
     */
    public static Question relaxed(boolean onSeams, double tolerance) {
        return new Question(Kind.RELAXED, NONE, new double[] {onSeams ? 1 : 0, tolerance}, Sample.ALL);
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
            case GRADIENT, EXPANDED, RELAXED -> 1 + parameters;
            case CONDENSED -> heads(parameters) + parameters;
            case NORMAL_EQUATIONS -> Math.multiplyExact(2, Math.addExact(1 + parameters, triangle(parameters)));
            case HESSIAN -> Math.addExact(1 + parameters, triangle(parameters));
        };
    }

    /** How many doubles at the head of an answer belong to no single parameter. */
    public int heads(int parameters) {
        return switch (kind) {
            case GRADIENT, EXPANDED, RELAXED -> 1;
            case CONDENSED -> 1 + (int) steps[1];
            case VALUES, NORMAL_EQUATIONS, HESSIAN -> length(parameters);
        };
    }

    /** Whether an answer has an entry for every parameter, so that those who own a part of the parameters need a part of it. */
    public boolean divides() {
        return switch (kind) {
            case GRADIENT, CONDENSED, EXPANDED, RELAXED -> true;
            case VALUES, NORMAL_EQUATIONS, HESSIAN -> false;
        };
    }

    /** How many entries the upper triangle of a w·w matrix has. */
    public static int triangle(int parameters) {
        return Math.toIntExact((long) parameters * (parameters + 1) / 2);
    }
}
