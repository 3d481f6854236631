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
    private static final int RIGHT = 4;

    private final double[] packed;
    private final int features;
    private final int rows;
    /** The left columns, each row times its weight: column i at {@code [i * rows]}. */
    private final double[] weighted;
    /** The sums of the pairs that are worked on, side by side: those of left column i and right column j at {@code [(j * LEFT + i) * LANES]}. */
    private final double[] lanes = new double[RIGHT * LEFT * LANES];

    /** @param rows how many there are, a multiple of {@value RowsArithmetic#ROWS} */
    VectorSquaresArithmetic(double[] packed, int features, int rows) {
        this.packed = packed;
        this.features = features;
        this.rows = rows;
        weighted = new double[LEFT * rows];
    }

    /** Adds Σᵢ sᵢ·xᵢₐ·xᵢᵦ for all pairs, as {@link RowsArithmetic#addSquares} does. */
    void add(double[] s, double[] sums, int offset) {
        for (int a = 0; a < features; a += LEFT) {
            int left = Math.min(LEFT, features - a);
            for (int i = 0; i < left; i++) {
                weigh(a + i, s, i);
            }
            int b = a;
            for (; left == LEFT && b + RIGHT <= features; b += RIGHT) {
                for (int lane = 0; lane < LANES; lane += LENGTH) {
                    block(b, lane);
                }
                for (int j = 0; j < RIGHT; j++) {
                    for (int i = 0; i < LEFT && a + i <= b + j; i++) {
                        sums[offset + pair(a + i, b + j)] += PlainRowsArithmetic.total(lanes, (j * LEFT + i) * LANES);
                    }
                }
            }
            for (; b < features; b++) {
                for (int i = 0; i < left && a + i <= b; i++) {
                    for (int lane = 0; lane < LANES; lane += LENGTH) {
                        one(b, i, lane);
                    }
                    sums[offset + pair(a + i, b)] += PlainRowsArithmetic.total(lanes, 0);
                }
            }
        }
    }

    /** The index of a pair a ≤ b in the order (0,0), (0,1), …, (1,1), …. */
    private int pair(int a, int b) {
        return a * features - a * (a - 1) / 2 + b - a;
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
    private void one(int b, int place, int lane) {
        DoubleVector q = DoubleVector.zero(SPECIES);
        int leap = ROWS * (features - 1);
        for (int at = 0; at < rows; at += LANES) {
            q = DoubleVector.fromArray(SPECIES, packed, b * ROWS + lane + at + at / ROWS * leap)
                    .fma(DoubleVector.fromArray(SPECIES, weighted, place * rows + at + lane), q);
        }
        q.intoArray(lanes, lane);
    }

    /**
     * The left columns by the right ones from {@code b} on. One loop alone: the compiler keeps vectors in registers across one, and not across
     * two.
     */
    private void block(int b, int lane) {
        double[] left = weighted;
        double[] right = packed;
        int second = rows;
        int third = 2 * rows;
        int fourth = 3 * rows;
        DoubleVector qA = DoubleVector.zero(SPECIES);
        DoubleVector qB = qA;
        DoubleVector qC = qA;
        DoubleVector qD = qA;
        DoubleVector rA = qA;
        DoubleVector rB = qA;
        DoubleVector rC = qA;
        DoubleVector rD = qA;
        DoubleVector sA = qA;
        DoubleVector sB = qA;
        DoubleVector sC = qA;
        DoubleVector sD = qA;
        DoubleVector tA = qA;
        DoubleVector tB = qA;
        DoubleVector tC = qA;
        DoubleVector tD = qA;
        int leap = ROWS * (features - 1);
        for (int at = 0; at < second; at += LANES) {
            int column = b * ROWS + lane + at + at / ROWS * leap;
            DoubleVector q = DoubleVector.fromArray(SPECIES, right, column);
            DoubleVector r = DoubleVector.fromArray(SPECIES, right, column + ROWS);
            DoubleVector s = DoubleVector.fromArray(SPECIES, right, column + 2 * ROWS);
            DoubleVector t = DoubleVector.fromArray(SPECIES, right, column + 3 * ROWS);
            DoubleVector u = DoubleVector.fromArray(SPECIES, left, at + lane);
            qA = q.fma(u, qA);
            rA = r.fma(u, rA);
            sA = s.fma(u, sA);
            tA = t.fma(u, tA);
            DoubleVector v = DoubleVector.fromArray(SPECIES, left, second + at + lane);
            qB = q.fma(v, qB);
            rB = r.fma(v, rB);
            sB = s.fma(v, sB);
            tB = t.fma(v, tB);
            DoubleVector w = DoubleVector.fromArray(SPECIES, left, third + at + lane);
            qC = q.fma(w, qC);
            rC = r.fma(w, rC);
            sC = s.fma(w, sC);
            tC = t.fma(w, tC);
            DoubleVector x = DoubleVector.fromArray(SPECIES, left, fourth + at + lane);
            qD = q.fma(x, qD);
            rD = r.fma(x, rD);
            sD = s.fma(x, sD);
            tD = t.fma(x, tD);
        }
        qA.intoArray(lanes, lane);
        qB.intoArray(lanes, lane + LANES);
        qC.intoArray(lanes, lane + 2 * LANES);
        qD.intoArray(lanes, lane + 3 * LANES);
        rA.intoArray(lanes, lane + 4 * LANES);
        rB.intoArray(lanes, lane + 5 * LANES);
        rC.intoArray(lanes, lane + 6 * LANES);
        rD.intoArray(lanes, lane + 7 * LANES);
        sA.intoArray(lanes, lane + 8 * LANES);
        sB.intoArray(lanes, lane + 9 * LANES);
        sC.intoArray(lanes, lane + 10 * LANES);
        sD.intoArray(lanes, lane + 11 * LANES);
        tA.intoArray(lanes, lane + 12 * LANES);
        tB.intoArray(lanes, lane + 13 * LANES);
        tC.intoArray(lanes, lane + 14 * LANES);
        tD.intoArray(lanes, lane + 15 * LANES);
    }
}
