package org.thalweg.core.search;

import java.util.Arrays;
import org.thalweg.core.linalg.SymmetricEigen;

/**
 * The eigenvalues and eigenvectors of the Hessian on some of the coordinates, the others held.
 *
 * <p>λ counts as <em>zero</em> where {@code |λ| ≤ 1e-12·n·Λ} (or ten times the error of a differenced Hessian), Λ the largest
 * magnitude: such a one is indistinguishable from rounding. It counts as <em>doubtful</em> where {@code |λ| ≤ 1e-4·Λ}: rounding
 * is not to blame, but the point may be a root of higher order that was not met exactly, so values have to confirm it.
 */
final class Curvature {
    private static final double ZERO = 1e-12;
    private static final double DOUBTFUL = 1e-4;

    private final int dimension;
    private final int[] coordinates;
    private final SymmetricEigen eigen;
    private final double error;

    private Curvature(int dimension, int[] coordinates, SymmetricEigen eigen, double error) {
        this.dimension = dimension;
        this.coordinates = coordinates;
        this.eigen = eigen;
        this.error = error;
    }

    /**
     * The curvature on {@code coordinates}.
     *
     * @param hessian ∇²f, n·n, finite
     * @param error the relative error of its entries
     */
    static Curvature of(double[] hessian, int dimension, int[] coordinates, double error) {
        int size = coordinates.length;
        double[] reduced = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                reduced[i * size + j] = hessian[coordinates[i] * dimension + coordinates[j]];
            }
        }
        return new Curvature(dimension, coordinates, SymmetricEigen.of(reduced, size), error);
    }

    /** Whether these are its coordinates. */
    boolean isOn(int[] others) {
        return Arrays.equals(coordinates, others);
    }

    /** The number of coordinates. */
    int size() {
        return coordinates.length;
    }

    /** λₖ; they ascend. */
    double value(int k) {
        return eigen.value(k);
    }

    /** Λ, the largest magnitude. */
    double largest() {
        return size() == 0 ? 0 : Math.max(Math.abs(value(0)), Math.abs(value(size() - 1)));
    }

    boolean isZero(int k) {
        return Math.abs(value(k)) <= Math.max(ZERO * size(), 10 * error) * largest();
    }

    boolean isDoubtful(int k) {
        return Math.abs(value(k)) <= Math.max(DOUBTFUL, 100 * error) * largest();
    }

    /** Whether a small change of the point may turn the judgement: some eigenvalue is doubtful though not zero, or all are one. */
    boolean isDelicate() {
        boolean delicate = size() == 1;
        for (int k = 0; k < size(); k++) {
            delicate |= isDoubtful(k) && !isZero(k);
        }
        return delicate;
    }

    /** vₖ as a direction in the whole space. */
    double[] direction(int k) {
        double[] direction = new double[dimension];
        for (int i = 0; i < coordinates.length; i++) {
            direction[coordinates[i]] = eigen.vector(k, i);
        }
        return direction;
    }

    /** vₖᵀ·vector, {@code vector} of the whole space. */
    double along(int k, double[] vector) {
        return eigen.dot(k, select(vector));
    }

    /**
     * The step −Σ wₖ·(vₖᵀg)/λₖ·vₖ over the eigenvalues that are not zero: Newton's with all {@code weights} 1.
     *
     * @param weights wₖ; 0 leaves a direction out
     */
    double[] step(double[] gradient, double[] weights) {
        double[] reducedGradient = select(gradient);
        double[] reduced = new double[size()];
        for (int k = 0; k < size(); k++) {
            if (value(k) != 0 && weights[k] != 0) {
                eigen.addTo(reduced, -weights[k] * eigen.dot(k, reducedGradient) / value(k), k);
            }
        }
        double[] step = new double[dimension];
        for (int i = 0; i < coordinates.length; i++) {
            step[coordinates[i]] = reduced[i];
        }
        return step;
    }

    private double[] select(double[] vector) {
        double[] selected = new double[size()];
        for (int i = 0; i < selected.length; i++) {
            selected[i] = vector[coordinates[i]];
        }
        return selected;
    }
}
