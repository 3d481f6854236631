package org.thalweg.core.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link CholeskyArithmetic} in vector instructions, two vectors at a time, so that their chains of additions overlap. */
public final class VectorCholeskyArithmetic implements CholeskyArithmetic {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /** Made by name, in {@link org.thalweg.core.linalg.VectorForm}. */
    public VectorCholeskyArithmetic() {}

    @Override
    public void factor(int n, double[] matrices, double[] shifts, double[] factor, double[] definite) {
        double tolerance = n * Math.ulp(1.0);
        for (int b = 0; b < WIDTH; b += LANES) {
            DoubleVector.broadcast(SPECIES, 1).intoArray(definite, b);
        }
        for (int b = 0; b < WIDTH; b += 2 * LANES) {
            for (int i = 0; i < n; i++) {
                int row = i * n * WIDTH + b;
                copyRow(matrices, factor, row, row + i * WIDTH);
                int diagonal = row + i * WIDTH;
                subtract(factor, diagonal, shifts, b);
                for (int j = 0; j < i; j++) {
                    reduce(factor, row, row + j * WIDTH, j * n * WIDTH + b);
                    scale(factor, row + j * WIDTH, (j * n + j) * WIDTH + b);
                }
                reduce(factor, row, diagonal, row);
                root(matrices, factor, definite, diagonal, tolerance);
                root(matrices, factor, definite, diagonal + LANES, tolerance);
            }
        }
    }

    private static void copyRow(double[] matrices, double[] factor, int from, int to) {
        for (int o = from; o <= to; o += WIDTH) {
            DoubleVector.fromArray(SPECIES, matrices, o).intoArray(factor, o);
            DoubleVector.fromArray(SPECIES, matrices, o + LANES).intoArray(factor, o + LANES);
        }
    }

    private static void subtract(double[] factor, int at, double[] shifts, int b) {
        DoubleVector.fromArray(SPECIES, factor, at)
                .sub(DoubleVector.fromArray(SPECIES, shifts, b))
                .intoArray(factor, at);
        DoubleVector.fromArray(SPECIES, factor, at + LANES)
                .sub(DoubleVector.fromArray(SPECIES, shifts, b + LANES))
                .intoArray(factor, at + LANES);
    }

    /** Subtracts from entry {@code at} of the row that begins at {@code row} its product with the row that begins at {@code other}. */
    private static void reduce(double[] factor, int row, int at, int other) {
        int ahead = other - row;
        DoubleVector sum = DoubleVector.fromArray(SPECIES, factor, at);
        DoubleVector sum2 = DoubleVector.fromArray(SPECIES, factor, at + LANES);
        for (int o = row; o < at; o += WIDTH) {
            sum = DoubleVector.fromArray(SPECIES, factor, o)
                    .neg()
                    .fma(DoubleVector.fromArray(SPECIES, factor, o + ahead), sum);
            sum2 = DoubleVector.fromArray(SPECIES, factor, o + LANES)
                    .neg()
                    .fma(DoubleVector.fromArray(SPECIES, factor, o + ahead + LANES), sum2);
        }
        sum.intoArray(factor, at);
        sum2.intoArray(factor, at + LANES);
    }

    private static void scale(double[] numbers, int at, int by) {
        DoubleVector.fromArray(SPECIES, numbers, at)
                .mul(DoubleVector.fromArray(SPECIES, numbers, by))
                .intoArray(numbers, at);
        DoubleVector.fromArray(SPECIES, numbers, at + LANES)
                .mul(DoubleVector.fromArray(SPECIES, numbers, by + LANES))
                .intoArray(numbers, at + LANES);
    }

    /** Judges a pivot and overwrites it with the reciprocal of its root. */
    private static void root(double[] matrices, double[] factor, double[] definite, int at, double tolerance) {
        int lane = at % WIDTH;
        DoubleVector pivot = DoubleVector.fromArray(SPECIES, factor, at);
        DoubleVector least = DoubleVector.fromArray(SPECIES, matrices, at).mul(tolerance);
        VectorMask<Double> positive = pivot.compare(VectorOperators.GT, least)
                .and(pivot.compare(VectorOperators.LT, Double.POSITIVE_INFINITY));
        DoubleVector zero = DoubleVector.zero(SPECIES);
        zero.blend(DoubleVector.fromArray(SPECIES, definite, lane), positive).intoArray(definite, lane);
        DoubleVector.broadcast(SPECIES, 1)
                .div(pivot.lanewise(VectorOperators.SQRT))
                .intoArray(factor, at);
    }

    @Override
    public void norms(int n, double[] matrices, double[] norms) {
        for (int b = 0; b < WIDTH; b += LANES) {
            DoubleVector norm = DoubleVector.zero(SPECIES);
            for (int i = 0; i < n; i++) {
                DoubleVector sum = DoubleVector.zero(SPECIES);
                int end = (i + 1) * n * WIDTH;
                for (int o = i * n * WIDTH + b; o < end; o += WIDTH) {
                    sum = sum.add(DoubleVector.fromArray(SPECIES, matrices, o).abs());
                }
                norm = norm.max(sum);
            }
            norm.intoArray(norms, b);
        }
    }

    @Override
    public void quadraticForms(int n, double[] matrices, double[] vectors, double[] forms) {
        for (int b = 0; b < WIDTH; b += LANES) {
            DoubleVector form = DoubleVector.zero(SPECIES);
            for (int i = 0; i < n; i++) {
                DoubleVector sum = DoubleVector.zero(SPECIES);
                int row = i * n * WIDTH;
                for (int o = b; o < n * WIDTH; o += WIDTH) {
                    sum = DoubleVector.fromArray(SPECIES, matrices, row + o)
                            .fma(DoubleVector.fromArray(SPECIES, vectors, o), sum);
                }
                form = DoubleVector.fromArray(SPECIES, vectors, i * WIDTH + b).fma(sum, form);
            }
            form.intoArray(forms, b);
        }
    }

    @Override
    public void addSquares(int n, double[] matrices, double[] vectors) {
        int length = n * WIDTH;
        for (int i = 0; i < length; i += WIDTH) {
            for (int j = 0; j < length; j += WIDTH) {
                for (int b = 0; b < WIDTH; b += LANES) {
                    int at = i * n + j + b;
                    DoubleVector entry = DoubleVector.fromArray(SPECIES, matrices, at);
                    for (int v = b; v < vectors.length; v += length) {
                        entry = DoubleVector.fromArray(SPECIES, vectors, v + i)
                                .fma(DoubleVector.fromArray(SPECIES, vectors, v + j), entry);
                    }
                    entry.intoArray(matrices, at);
                }
            }
        }
    }

    @Override
    public void solve(int n, double[] factor, double[] b) {
        for (int lane = 0; lane < WIDTH; lane += 2 * LANES) {
            for (int i = 0; i < n; i++) {
                substitute(factor, b, i * n * WIDTH + lane, i * WIDTH + lane);
                scale(b, factor, i * WIDTH + lane, (i * n + i) * WIDTH + lane);
            }
            for (int i = n - 1; i >= 0; i--) {
                substituteBack(factor, b, i, n, lane);
                scale(b, factor, i * WIDTH + lane, (i * n + i) * WIDTH + lane);
            }
        }
    }

    private static void scale(double[] numbers, double[] factor, int at, int by) {
        DoubleVector.fromArray(SPECIES, numbers, at)
                .mul(DoubleVector.fromArray(SPECIES, factor, by))
                .intoArray(numbers, at);
        DoubleVector.fromArray(SPECIES, numbers, at + LANES)
                .mul(DoubleVector.fromArray(SPECIES, factor, by + LANES))
                .intoArray(numbers, at + LANES);
    }

    private static void substitute(double[] factor, double[] b, int row, int at) {
        DoubleVector sum = DoubleVector.fromArray(SPECIES, b, at);
        DoubleVector sum2 = DoubleVector.fromArray(SPECIES, b, at + LANES);
        int ahead = row - at % WIDTH;
        for (int o = at % WIDTH; o < at; o += WIDTH) {
            sum = DoubleVector.fromArray(SPECIES, factor, o + ahead)
                    .neg()
                    .fma(DoubleVector.fromArray(SPECIES, b, o), sum);
            sum2 = DoubleVector.fromArray(SPECIES, factor, o + ahead + LANES)
                    .neg()
                    .fma(DoubleVector.fromArray(SPECIES, b, o + LANES), sum2);
        }
        sum.intoArray(b, at);
        sum2.intoArray(b, at + LANES);
    }

    private static void substituteBack(double[] factor, double[] b, int i, int n, int lane) {
        int at = i * WIDTH + lane;
        DoubleVector sum = DoubleVector.fromArray(SPECIES, b, at);
        DoubleVector sum2 = DoubleVector.fromArray(SPECIES, b, at + LANES);
        for (int j = i + 1; j < n; j++) {
            int entry = (j * n + i) * WIDTH + lane;
            int o = j * WIDTH + lane;
            sum = DoubleVector.fromArray(SPECIES, factor, entry).neg().fma(DoubleVector.fromArray(SPECIES, b, o), sum);
            sum2 = DoubleVector.fromArray(SPECIES, factor, entry + LANES)
                    .neg()
                    .fma(DoubleVector.fromArray(SPECIES, b, o + LANES), sum2);
        }
        sum.intoArray(b, at);
        sum2.intoArray(b, at + LANES);
    }
}
