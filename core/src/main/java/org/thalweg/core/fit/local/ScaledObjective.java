package org.thalweg.core.fit.local;

import java.util.Arrays;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.objective.DifferentiableObjective;

/**
 * F of parameters in scales of their own: u = s·θ, coordinate by coordinate, so that ∇ᵤF = ∇F/s.
 *
 * <p>With sⱼ as the root of F's curvature along θⱼ all coordinates of u curve alike (Jacobi's preconditioning: Nocedal and Wright,
 * <i>Numerical Optimization</i> (2006), §5.1). The largest sⱼ is 1, so no slope along θ is larger than that along u: what is flat enough in u is so
 * in θ.
 */
final class ScaledObjective implements DifferentiableObjective {
    private static final long serialVersionUID = 1;

    /** The least scale: that of a parameter whose curvature is a millionth of the largest, or less. */
    private static final double LEAST = 1e-3;

    private final DifferentiableObjective objective;
    private final double[] scale;
    private final Bounds box;
    private final Bounds scaledBox;
    private final double[] theta;

    /**
     * @param curvatures of the objective, one a parameter, up to a common factor
     * @param box of θ
     */
    ScaledObjective(DifferentiableObjective objective, double[] curvatures, Bounds box) {
        this.objective = objective;
        this.box = box;
        double largest = Vectors.maxNorm(curvatures);
        boolean known = largest > 0 && largest < Double.POSITIVE_INFINITY;
        scale = Arrays.stream(curvatures)
                .map(curvature -> known ? Math.max(LEAST, Math.sqrt(curvature / largest)) : 1)
                .toArray();
        scaledBox = new Bounds(scaled(box.lower()), scaled(box.upper()));
        theta = new double[scale.length];
    }

    @Override
    public int dimension() {
        return scale.length;
    }

    @Override
    public double valueAndGradient(double[] u, double[] gradient) {
        place(u, theta);
        double value = objective.valueAndGradient(theta, gradient);
        for (int j = 0; j < scale.length; j++) {
            gradient[j] /= scale[j];
        }
        return value;
    }

    /** What is on a bound in u is on it in θ, to the bit. */
    private void place(double[] u, double[] point) {
        for (int j = 0; j < scale.length; j++) {
            if (u[j] == scaledBox.lower()[j]) {
                point[j] = box.lower()[j];
            } else if (u[j] == scaledBox.upper()[j]) {
                point[j] = box.upper()[j];
            } else {
                point[j] = u[j] / scale[j];
            }
        }
        box.project(point);
    }

    /** u of {@code point}. */
    double[] scaled(double[] point) {
        double[] u = point.clone();
        for (int j = 0; j < u.length; j++) {
            u[j] *= scale[j];
        }
        return u;
    }

    /** The box of u. */
    Bounds box() {
        return scaledBox;
    }

    /** θ of {@code u}. */
    double[] unscaled(double[] u) {
        double[] point = new double[u.length];
        place(u, point);
        return point;
    }
}
