package org.thalweg.core.fit.linear;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link RowsArithmetic} in vector instructions: four vectors of rows at a time. */
public final class VectorRowsArithmetic implements RowsArithmetic {
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED.length() <= LANES
            ? DoubleVector.SPECIES_PREFERRED
            : DoubleVector.SPECIES_512;
    private static final int LENGTH = SPECIES.length();

    @Override
    public void multiply(double[] packed, int at, double[] beta, double[] z, int to) {
        for (int i = 0; i < ROWS; i += 4 * LENGTH) {
            DoubleVector a = DoubleVector.zero(SPECIES);
            DoubleVector b = a;
            DoubleVector c = a;
            DoubleVector d = a;
            int column = at + i;
            for (double each : beta) {
                DoubleVector factor = DoubleVector.broadcast(SPECIES, each);
                a = DoubleVector.fromArray(SPECIES, packed, column).fma(factor, a);
                b = DoubleVector.fromArray(SPECIES, packed, column + LENGTH).fma(factor, b);
                c = DoubleVector.fromArray(SPECIES, packed, column + 2 * LENGTH).fma(factor, c);
                d = DoubleVector.fromArray(SPECIES, packed, column + 3 * LENGTH).fma(factor, d);
                column += ROWS;
            }
            a.intoArray(z, to + i);
            b.intoArray(z, to + i + LENGTH);
            c.intoArray(z, to + i + 2 * LENGTH);
            d.intoArray(z, to + i + 3 * LENGTH);
        }
    }

    @Override
    public void addTransposed(double[] packed, int at, double[] s, int from, double[] sums) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, s, from + lane);
            DoubleVector b = DoubleVector.fromArray(SPECIES, s, from + lane + LANES);
            DoubleVector c = DoubleVector.fromArray(SPECIES, s, from + lane + 2 * LANES);
            DoubleVector d = DoubleVector.fromArray(SPECIES, s, from + lane + 3 * LANES);
            int column = at + lane;
            for (int sum = lane; sum < sums.length; sum += LANES) {
                DoubleVector q = DoubleVector.fromArray(SPECIES, sums, sum);
                q = DoubleVector.fromArray(SPECIES, packed, column).fma(a, q);
                q = DoubleVector.fromArray(SPECIES, packed, column + LANES).fma(b, q);
                q = DoubleVector.fromArray(SPECIES, packed, column + 2 * LANES).fma(c, q);
                q = DoubleVector.fromArray(SPECIES, packed, column + 3 * LANES).fma(d, q);
                q.intoArray(sums, sum);
                column += ROWS;
            }
        }
    }

    @Override
    public void addSquares(double[] packed, int features, double[] s, int rows, double[] sums, int offset) {
        new VectorSquaresArithmetic(packed, features, rows).add(s, sums, offset);
    }
}
