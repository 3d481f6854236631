package org.thalweg.core.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link EliminationArithmetic} in vector instructions: four vectors of a row stay in registers while all rows above pass by. */
public final class VectorEliminationArithmetic implements EliminationArithmetic {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /** Made by name, in {@link org.thalweg.core.linalg.VectorForm}. */
    public VectorEliminationArithmetic() {}

    @Override
    public void eliminate(double[] rows, int offset, int stride, int i, double[] multipliers) {
        int column = offset + i / PAD * PAD;
        int end = offset + stride;
        for (; column + 4 * LANES <= end; column += 4 * LANES) {
            eliminateFour(rows, stride, i, column, multipliers);
        }
        for (; column < end; column += LANES) {
            eliminateOne(rows, stride, i, column, multipliers);
        }
    }

    /** @param column where a column begins in the first row */
    private static void eliminateFour(double[] rows, int stride, int i, int column, double[] multipliers) {
        int at = i * stride + column;
        DoubleVector a = DoubleVector.fromArray(SPECIES, rows, at);
        DoubleVector b = DoubleVector.fromArray(SPECIES, rows, at + LANES);
        DoubleVector c = DoubleVector.fromArray(SPECIES, rows, at + 2 * LANES);
        DoubleVector d = DoubleVector.fromArray(SPECIES, rows, at + 3 * LANES);
        int o = column;
        for (int k = 0; k < i; k++) {
            DoubleVector multiplier = DoubleVector.broadcast(SPECIES, -multipliers[k]);
            a = multiplier.fma(DoubleVector.fromArray(SPECIES, rows, o), a);
            b = multiplier.fma(DoubleVector.fromArray(SPECIES, rows, o + LANES), b);
            c = multiplier.fma(DoubleVector.fromArray(SPECIES, rows, o + 2 * LANES), c);
            d = multiplier.fma(DoubleVector.fromArray(SPECIES, rows, o + 3 * LANES), d);
            o += stride;
        }
        a.intoArray(rows, at);
        b.intoArray(rows, at + LANES);
        c.intoArray(rows, at + 2 * LANES);
        d.intoArray(rows, at + 3 * LANES);
    }

    private static void eliminateOne(double[] rows, int stride, int i, int column, double[] multipliers) {
        int at = i * stride + column;
        DoubleVector a = DoubleVector.fromArray(SPECIES, rows, at);
        int o = column;
        for (int k = 0; k < i; k++) {
            DoubleVector multiplier = DoubleVector.broadcast(SPECIES, -multipliers[k]);
            a = multiplier.fma(DoubleVector.fromArray(SPECIES, rows, o), a);
            o += stride;
        }
        a.intoArray(rows, at);
    }
}
