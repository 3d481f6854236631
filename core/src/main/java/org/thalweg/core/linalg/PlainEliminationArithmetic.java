package org.thalweg.core.linalg;

/** {@link EliminationArithmetic} in plain loops. */
final class PlainEliminationArithmetic implements EliminationArithmetic {

    @Override
    public void eliminate(double[] rows, int stride, int i, double[] multipliers) {
        int row = i * stride;
        for (int k = 0; k < i; k++) {
            double multiplier = -multipliers[k];
            int other = k * stride;
            for (int j = i; j < stride; j++) {
                rows[row + j] = Math.fma(multiplier, rows[other + j], rows[row + j]);
            }
        }
    }
}
