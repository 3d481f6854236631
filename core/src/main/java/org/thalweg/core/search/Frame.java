package org.thalweg.core.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thalweg.core.linalg.Vectors;

/**
 * The normals of a crease as the rows of a matrix C, orthogonalized in order: {@code C = R·Q}, R lower triangular, the rows of Q
 * orthonormal.
 *
 * <p>A normal that is a combination of earlier ones, to a millionth, has no row of its own: its multiplier is 0. Gram–Schmidt, twice
 * (Giraud, Langou and Rozložník 2005, doi:10.1016/j.camwa.2005.08.009).
 */
final class Frame {
    private static final double DEPENDENT = 1e-6;

    private final int dimension;
    private final List<double[]> rows = new ArrayList<>();
    private final List<double[]> coefficients = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();
    private final List<Integer> independent = new ArrayList<>();
    private int size;

    Frame(int dimension) {
        this.dimension = dimension;
    }

    /** Adds a normal, and the value of its constraint. */
    void add(double[] normal, double value) {
        int k = size++;
        double[] rest = normal.clone();
        double[] r = new double[rows.size() + 1];
        double length = Vectors.norm(normal);
        if (!(length > 0) || !Double.isFinite(length) || rows.size() == dimension) {
            return;
        }
        orthogonalize(rest, r);
        double remaining = Vectors.norm(rest);
        if (remaining > DEPENDENT * length) {
            r[rows.size()] = remaining;
            rows.add(divided(rest, remaining));
            coefficients.add(r);
            values.add(value);
            independent.add(k);
        }
    }

    private void orthogonalize(double[] vector, double[] r) {
        for (int pass = 0; pass < 2; pass++) {
            for (int j = 0; j < rows.size(); j++) {
                double along = Vectors.dot(rows.get(j), vector);
                r[j] += along;
                Vectors.axpy(-along, rows.get(j), vector);
            }
        }
    }

    private static double[] divided(double[] vector, double by) {
        double[] quotient = vector.clone();
        for (int i = 0; i < quotient.length; i++) {
            quotient[i] /= by;
        }
        return quotient;
    }

    /** The number of independent normals. */
    int rank() {
        return rows.size();
    }

    /** Whether normal {@code k} is no combination of those before it. */
    boolean isIndependent(int k) {
        return independent.contains(k);
    }

    /** The shortest step p with C·p = −c. */
    double[] correction() {
        double[] c = new double[rank()];
        for (int j = 0; j < c.length; j++) {
            c[j] = -values.get(j);
        }
        return solve(c);
    }

    /** The shortest step along which the constraint of normal {@code k}, an independent one, grows by 1 and the others stay. */
    double[] away(int k) {
        double[] c = new double[rank()];
        c[independent.indexOf(k)] = 1;
        return solve(c);
    }

    private double[] solve(double[] c) {
        double[] p = new double[dimension];
        double[] y = new double[c.length];
        for (int j = 0; j < c.length; j++) {
            double sum = c[j];
            for (int i = 0; i < j; i++) {
                sum -= coefficients.get(j)[i] * y[i];
            }
            y[j] = sum / coefficients.get(j)[j];
            Vectors.axpy(y[j], rows.get(j), p);
        }
        return p;
    }

    /** The λ of all normals for which g + Cᵀλ has no part along them; 0 for dependent ones. */
    double[] multipliers(double[] g) {
        double[] all = new double[size];
        double[] y = new double[rank()];
        for (int j = rank() - 1; j >= 0; j--) {
            double sum = -Vectors.dot(rows.get(j), g);
            for (int i = j + 1; i < rank(); i++) {
                sum -= coefficients.get(i)[j] * y[i];
            }
            y[j] = sum / coefficients.get(j)[j];
            all[independent.get(j)] = y[j];
        }
        return all;
    }

    /** The orthonormal vectors that complete the rows to a basis: the tangents of the crease. */
    List<double[]> tangents() {
        Frame completed = new Frame(dimension);
        double[] left = new double[dimension];
        Arrays.fill(left, 1);
        for (double[] row : rows) {
            completed.take(row, left);
        }
        while (completed.rank() < dimension) {
            int best = 0;
            for (int i = 1; i < dimension; i++) {
                best = left[i] > left[best] + 1e-9 ? i : best;
            }
            double[] axis = new double[dimension];
            axis[best] = 1;
            completed.orthogonalize(axis, new double[completed.rank()]);
            completed.take(divided(axis, Vectors.norm(axis)), left);
        }
        return List.copyOf(completed.rows.subList(rank(), dimension));
    }

    /** Adds a row that is orthonormal to the others, and takes its squares off what is left of the axes. */
    private void take(double[] row, double[] left) {
        rows.add(row);
        for (int i = 0; i < dimension; i++) {
            left[i] -= row[i] * row[i];
        }
    }
}
