package org.thalweg.core.linalg;

/** {@link EliminationArithmetic} in plain loops. */
final class PlainEliminationArithmetic implements EliminationArithmetic {

    @Override
    public void eliminate(double[] rows, int offset, int stride, int i, double[] multipliers) {
        int row = offset + i * stride;
        for (int k = 0; k < i; k++) {
            double multiplier = -multipliers[k];
            int other = offset + k * stride;
            for (int j = i; j < stride; j++) {
                rows[row + j] = Math.fma(multiplier, rows[other + j], rows[row + j]);
            }
        }
    }
}
