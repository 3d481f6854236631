package org.thalweg.core.linalg;

/**
 * Sums and norms over vectors, in a fixed order.
 *
 * <p>Every sum runs from the first coordinate to the last in one accumulator, with one fused multiply–add a term. That
 * order is a promise: code that advances many vectors side by side, one in each lane, gets the same bits.
 */
public final class Vectors {

    private Vectors() {}

    /** Σ aᵢ·bᵢ. */
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < b.length; i++) {
            sum = Math.fma(a[i], b[i], sum);
        }
        return sum;
    }

    /** Σ aᵢ·bᵢ, where a is the row of {@code rows} that begins at {@code offset} and is as long as {@code b}. */
    public static double dot(double[] rows, int offset, double[] b) {
        double sum = 0;
        for (int i = 0; i < b.length; i++) {
            sum = Math.fma(rows[offset + i], b[i], sum);
        }
        return sum;
    }

    /** Adds {@code factor}·a to {@code y}. */
    public static void axpy(double factor, double[] a, double[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.fma(factor, a[i], y[i]);
        }
    }

    /** Adds {@code factor}·a to {@code y}, where a is the row of {@code rows} that begins at {@code offset}. */
    public static void axpy(double factor, double[] rows, int offset, double[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.fma(factor, rows[offset + i], y[i]);
        }
    }

    /** ‖a‖∞ = max |aᵢ|; 0 for an empty vector, NaN if any coordinate is. */
    public static double maxNorm(double[] a) {
        double max = 0;
        for (double value : a) {
            max = Math.max(max, Math.abs(value));
        }
        return max;
    }

    /** ‖a‖₂, also where the squares overflow or vanish; NaN or ∞ if a coordinate is. */
    public static double norm(double[] a) {
        double squares = dot(a, a);
        if (squares > 0x1p-900 && squares < 0x1p1000) {
            return Math.sqrt(squares);
        }
        double max = maxNorm(a);
        if (max == 0 || !Double.isFinite(max)) {
            return max;
        }
        int exponent = Math.getExponent(max);
        double sum = 0;
        for (double value : a) {
            double scaled = Math.scalb(value, -exponent);
            sum = Math.fma(scaled, scaled, sum);
        }
        return Math.scalb(Math.sqrt(sum), exponent);
    }

    /** ‖a − b‖∞. */
    public static double maxDistance(double[] a, double[] b) {
        double max = 0;
        for (int i = 0; i < b.length; i++) {
            max = Math.max(max, Math.abs(a[i] - b[i]));
        }
        return max;
    }

    /** Whether no coordinate is NaN or ±∞. */
    public static boolean isFinite(double[] a) {
        for (double value : a) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
