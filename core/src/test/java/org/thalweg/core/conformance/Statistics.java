package org.thalweg.core.conformance;

import java.util.Arrays;

/** Measures of how evenly points fill the unit cube. */
final class Statistics {
    private Statistics() {}

    /**
     * Kolmogorov and Smirnov's √n·sup|Fₙ(t) − t|: above 1.36 for 5 % and above 2.2 for 0.01 % of independent uniform
     * samples.
     */
    static double uniformDeviation(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double deviation = 0;
        for (int i = 0; i < n; i++) {
            deviation = Math.max(deviation, Math.max(sorted[i] - i / (double) n, (i + 1) / (double) n - sorted[i]));
        }
        return Math.sqrt(n) * deviation;
    }

    /**
     * The squared centred L₂ discrepancy of points, coordinate j of point i at [j][i].
     *
     * <p>F. J. Hickernell, 1998, doi:10.1090/S0025-5718-98-00894-1, equation (5.1c).
     */
    static double squaredDiscrepancy(double[][] points) {
        int n = points[0].length;
        double all = 1;
        double single = 0;
        double pairs = 0;
        for (int i = 0; i < n; i++) {
            double one = 1;
            for (double[] coordinate : points) {
                double a = Math.abs(coordinate[i] - 0.5);
                one *= 1 + a / 2 - a * a / 2;
            }
            single += one;
            for (int k = 0; k < n; k++) {
                double two = 1;
                for (double[] coordinate : points) {
                    double a = Math.abs(coordinate[i] - 0.5);
                    double b = Math.abs(coordinate[k] - 0.5);
                    two *= 1 + (a + b - Math.abs(coordinate[i] - coordinate[k])) / 2;
                }
                pairs += two;
            }
        }
        for (int j = 0; j < points.length; j++) {
            all *= 13.0 / 12;
        }
        return all - 2 * single / n + pairs / ((double) n * n);
    }

    static double correlation(double[] a, double[] b) {
        double product = 0;
        double squareA = 0;
        double squareB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (a[i] - 0.5) * (b[i] - 0.5);
            squareA += (a[i] - 0.5) * (a[i] - 0.5);
            squareB += (b[i] - 0.5) * (b[i] - 0.5);
        }
        return product / Math.sqrt(squareA * squareB);
    }
}
