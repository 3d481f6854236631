package org.thalweg.core.fit.linear;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of products of columns, {@value #LEFT} by {@value #RIGHT} columns at a time: so many sums stay in registers for all rows, and each number
 * that is read serves several of them.
 */
final class VectorSquaresArithmetic {
    private static final VectorSpecies<Double> SPECIES = VectorRowsArithmetic.SPECIES;
    private static final int LENGTH = SPECIES.length();
    private static final int ROWS = RowsArithmetic.ROWS;
    private static final int LANES = RowsArithmetic.LANES;
    private static final int LEFT = 4;
    private static final int RIGHT = 2;

    private final double[] packed;
    private final int features;
    private final int rows;
    private final double[] sums;
    /** The left columns, each row times its weight: column i at {@code [i * rows]}. */
    private final double[] weighted;

    /** @param rows how many there are, a multiple of {@value RowsArithmetic#ROWS} */
    VectorSquaresArithmetic(double[] packed, int features, int rows, double[] sums) {
        this.packed = packed;
        this.features = features;
        this.rows = rows;
        this.sums = sums;
        weighted = new double[LEFT * rows];
    }

    /** Adds sᵢ·xᵢₐ·xᵢᵦ of all rows and pairs, as {@link RowsArithmetic#addSquares} does. */
    void add(double[] s) {
        for (int a = 0; a < features; a += LEFT) {
            int left = Math.min(LEFT, features - a);
            for (int i = 0; i < left; i++) {
                weigh(a + i, s, i);
            }
            int b = a;
            for (; left == LEFT && b + RIGHT <= features; b += RIGHT) {
                block(a, b);
            }
            for (; b < features; b++) {
                for (int i = 0; i < left && a + i <= b; i++) {
                    pair(a + i, b, i);
                }
            }
        }
    }

    private int sum(int a, int b) {
        return (a * features - a * (a - 1) / 2 + b - a) * LANES;
    }

    /** The sums of a pair in the lanes from {@code lane} on; 0 for one that is not counted, since it is there the other way round. */
    private DoubleVector sums(int a, int b, int lane) {
        return a > b ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, sums, sum(a, b) + lane);
    }

    private void keep(DoubleVector total, int a, int b, int lane) {
        if (a <= b) {
            total.intoArray(sums, sum(a, b) + lane);
        }
    }

    private void weigh(int a, double[] s, int place) {
        int column = a * ROWS;
        for (int row = 0; row < rows; row += ROWS) {
            for (int i = 0; i < ROWS; i += LENGTH) {
                DoubleVector.fromArray(SPECIES, packed, column + i)
                        .mul(DoubleVector.fromArray(SPECIES, s, row + i))
                        .intoArray(weighted, place * rows + row + i);
            }
            column += ROWS * features;
        }
    }

    /** One left column by one right. */
    private void pair(int a, int b, int place) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            pair(a, b, place, lane);
        }
    }

    private void pair(int a, int b, int place, int lane) {
        DoubleVector q = sums(a, b, lane);
        int leap = ROWS * (features - 1);
        for (int at = 0; at < rows; at += LANES) {
            q = DoubleVector.fromArray(SPECIES, packed, b * ROWS + lane + at + at / ROWS * leap)
                    .fma(DoubleVector.fromArray(SPECIES, weighted, place * rows + at + lane), q);
        }
        keep(q, a, b, lane);
    }

    /** The left columns from {@code a} on by the right ones from {@code b} on. */
    private void block(int a, int b) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            block(a, b, lane);
        }
    }

    /** One loop alone: the compiler keeps vectors in registers across one, and not across two. */
    private void block(int a, int b, int lane) {
        double[] left = weighted;
        double[] right = packed;
        int second = rows;
        int third = 2 * rows;
        int fourth = 3 * rows;
        DoubleVector qA = sums(a, b, lane);
        DoubleVector qB = sums(a + 1, b, lane);
        DoubleVector qC = sums(a + 2, b, lane);
        DoubleVector qD = sums(a + 3, b, lane);
        DoubleVector rA = sums(a, b + 1, lane);
        DoubleVector rB = sums(a + 1, b + 1, lane);
        DoubleVector rC = sums(a + 2, b + 1, lane);
        DoubleVector rD = sums(a + 3, b + 1, lane);
        int leap = ROWS * (features - 1);
        for (int at = 0; at < second; at += LANES) {
            int column = b * ROWS + lane + at + at / ROWS * leap;
            DoubleVector q = DoubleVector.fromArray(SPECIES, right, column);
            DoubleVector r = DoubleVector.fromArray(SPECIES, right, column + ROWS);
            DoubleVector u = DoubleVector.fromArray(SPECIES, left, at + lane);
            qA = q.fma(u, qA);
            rA = r.fma(u, rA);
            DoubleVector v = DoubleVector.fromArray(SPECIES, left, second + at + lane);
            qB = q.fma(v, qB);
            rB = r.fma(v, rB);
            DoubleVector w = DoubleVector.fromArray(SPECIES, left, third + at + lane);
            qC = q.fma(w, qC);
            rC = r.fma(w, rC);
            DoubleVector x = DoubleVector.fromArray(SPECIES, left, fourth + at + lane);
            qD = q.fma(x, qD);
            rD = r.fma(x, rD);
        }
        keep(qA, a, b, lane);
        keep(qB, a + 1, b, lane);
        keep(qC, a + 2, b, lane);
        keep(qD, a + 3, b, lane);
        keep(rA, a, b + 1, lane);
        keep(rB, a + 1, b + 1, lane);
        keep(rC, a + 2, b + 1, lane);
        keep(rD, a + 3, b + 1, lane);
    }
}
