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
            int b = a + left;
            for (; b + RIGHT <= features; b += RIGHT) {
                block(a, b);
            }
            for (int i = 0; i < left; i++) {
                for (int c = a + i; c < a + left; c++) {
                    pair(a + i, c, i);
                }
                if (b < features) {
                    pair(a + i, b, i);
                }
            }
        }
    }

    private int sum(int a, int b) {
        return (a * features - a * (a - 1) / 2 + b - a) * LANES;
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
            pair(place, b, lane, sum(a, b) + lane);
        }
    }

    /** The sums of some lanes; one loop alone, since the compiler keeps vectors in registers across one, and not across two. */
    private void pair(int place, int b, int lane, int sum) {
        DoubleVector q = DoubleVector.fromArray(SPECIES, sums, sum);
        int leap = ROWS * (features - 1);
        for (int at = 0; at < rows; at += LANES) {
            q = DoubleVector.fromArray(SPECIES, packed, b * ROWS + lane + at + at / ROWS * leap)
                    .fma(DoubleVector.fromArray(SPECIES, weighted, place * rows + at + lane), q);
        }
        q.intoArray(sums, sum);
    }

    /** The left columns from {@code a} on by the right ones from {@code b} on. */
    private void block(int a, int b) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            block(a, b, lane);
        }
    }

    private void block(int a, int b, int lane) {
        double[] left = weighted;
        double[] right = packed;
        int second = rows;
        int third = 2 * rows;
        int fourth = 3 * rows;
        int sumA = sum(a, b) + lane;
        int sumB = sum(a + 1, b) + lane;
        int sumC = sum(a + 2, b) + lane;
        int sumD = sum(a + 3, b) + lane;
        DoubleVector qA = DoubleVector.fromArray(SPECIES, sums, sumA);
        DoubleVector qB = DoubleVector.fromArray(SPECIES, sums, sumB);
        DoubleVector qC = DoubleVector.fromArray(SPECIES, sums, sumC);
        DoubleVector qD = DoubleVector.fromArray(SPECIES, sums, sumD);
        DoubleVector rA = DoubleVector.fromArray(SPECIES, sums, sumA + LANES);
        DoubleVector rB = DoubleVector.fromArray(SPECIES, sums, sumB + LANES);
        DoubleVector rC = DoubleVector.fromArray(SPECIES, sums, sumC + LANES);
        DoubleVector rD = DoubleVector.fromArray(SPECIES, sums, sumD + LANES);
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
        qA.intoArray(sums, sumA);
        qB.intoArray(sums, sumB);
        qC.intoArray(sums, sumC);
        qD.intoArray(sums, sumD);
        rA.intoArray(sums, sumA + LANES);
        rB.intoArray(sums, sumB + LANES);
        rC.intoArray(sums, sumC + LANES);
        rD.intoArray(sums, sumD + LANES);
    }
}
