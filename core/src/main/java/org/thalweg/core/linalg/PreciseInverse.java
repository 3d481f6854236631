package org.thalweg.core.linalg;

import org.jspecify.annotations.Nullable;

/**
 * The inverse of a symmetric positive definite matrix whose entries are known to twice the precision of a double.
 *
 * <p>Cholesky in double-double arithmetic after scaling to a unit diagonal: entries of the inverse are good to about κ·10⁻³⁰, κ the
 * condition of the scaled matrix. So JᵀJ gives what a QR factorization of J gives. About n³ operations of 20 flops each.
 */
public final class PreciseInverse {
    private static final double SINGULAR = 0x1p-94;

    private PreciseInverse() {}

    /**
     * A⁻¹, row-major and rounded to doubles; null where A is not positive definite, to rounding.
     *
     * @param upper A's upper triangle, row by row
     * @param rest what rounding left out of each
     */
    public static double @Nullable [] of(double[] upper, double[] rest, int n) {
        int[] exponent = new int[n];
        DoubleDouble[][] a = new DoubleDouble[n][n];
        int k = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                a[i][j] = DoubleDouble.sum(upper[k], rest[k]);
                k++;
            }
            if (!(a[i][i].high() > 0 && a[i][i].high() < Double.POSITIVE_INFINITY)) {
                return null;
            }
            exponent[i] = -Math.getExponent(a[i][i].high()) / 2;
        }
        DoubleDouble[][] factor = factor(a, exponent);
        return factor == null ? null : invert(factor, exponent);
    }

    /** R with RᵀR the scaled matrix; null where a pivot is lost. */
    private static DoubleDouble @Nullable [][] factor(DoubleDouble[][] a, int[] exponent) {
        int n = exponent.length;
        DoubleDouble[][] r = new DoubleDouble[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                DoubleDouble sum = a[i][j].scaled(exponent[i]).scaled(exponent[j]);
                double size = sum.high();
                for (int m = 0; m < i; m++) {
                    sum = sum.minus(r[m][i].times(r[m][j]));
                }
                if (j > i) {
                    r[i][j] = sum.over(r[i][i]);
                } else if (sum.high() > SINGULAR * n * size) {
                    r[i][i] = sum.root();
                } else {
                    return null;
                }
            }
        }
        return r;
    }

    private static double[] invert(DoubleDouble[][] r, int[] exponent) {
        int n = exponent.length;
        DoubleDouble[][] inverse = new DoubleDouble[n][n]; // R⁻¹, upper
        for (int j = n - 1; j >= 0; j--) {
            inverse[j][j] = DoubleDouble.ONE.over(r[j][j]);
            for (int i = j - 1; i >= 0; i--) {
                DoubleDouble sum = DoubleDouble.ZERO;
                for (int m = i + 1; m <= j; m++) {
                    sum = sum.minus(r[i][m].times(inverse[m][j]));
                }
                inverse[i][j] = sum.over(r[i][i]);
            }
        }
        double[] out = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                DoubleDouble sum = DoubleDouble.ZERO;
                for (int m = j; m < n; m++) {
                    sum = sum.plus(inverse[i][m].times(inverse[j][m]));
                }
                double entry = sum.scaled(exponent[i]).scaled(exponent[j]).high();
                out[i * n + j] = entry;
                out[j * n + i] = entry;
            }
        }
        return out;
    }
}
