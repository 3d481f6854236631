package org.thalweg.core.linalg;

/**
 * Points as a structure of arrays: coordinate {@code j} of point {@code i} is {@code coordinates[j * size + i]}.
 *
 * <p>The array is the caller's own, not a copy: a batch is a view to compute on, not a value that travels.
 */
public record PointBatch(int size, int dimension, double[] coordinates) {

    public PointBatch {
        if (size < 0 || dimension < 0 || coordinates.length < (long) size * dimension) {
            throw new IllegalArgumentException("a batch of %d points of dimension %d needs %d coordinates, has %d"
                    .formatted(size, dimension, (long) size * dimension, coordinates.length));
        }
    }

    /** A batch of zeros. */
    public static PointBatch allocate(int size, int dimension) {
        return new PointBatch(size, dimension, new double[Math.multiplyExact(size, dimension)]);
    }

    /** Overwrites point {@code i} with {@code x}. */
    public void set(int i, double[] x) {
        for (int j = 0; j < dimension; j++) {
            coordinates[j * size + i] = x[j];
        }
    }

    /** Overwrites {@code x} with point {@code i}. */
    public void get(int i, double[] x) {
        for (int j = 0; j < dimension; j++) {
            x[j] = coordinates[j * size + i];
        }
    }
}
