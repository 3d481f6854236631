package org.thalweg.core.fit.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * What a model is fitted to: rows of data, what was observed at each, and how much each counts.
 *
 * @param table the data
 * @param response yᵢ, one a row
 * @param weights wᵢ > 0, one a row
 */
public record Observations(DataTable table, double[] response, double[] weights) implements Serializable {

    public Observations {
        if (response.length < table.rows() || weights.length < table.rows()) {
            throw new IllegalArgumentException("%d rows need as many responses (%d) and weights (%d)"
                    .formatted(table.rows(), response.length, weights.length));
        }
    }

    /** Observations that all count 1. */
    public static Observations of(DataTable table, double[] response) {
        double[] weights = new double[table.rows()];
        Arrays.fill(weights, 1);
        return new Observations(table, response, weights);
    }

    /** What was observed in rows whose data are elsewhere. */
    public static Observations bare(int rows, double[] response, double[] weights) {
        return new Observations(new DataTable(List.of(), rows, new double[0][]), response, weights);
    }

    public int rows() {
        return table.rows();
    }

    /** Whether every row counts 1. */
    public boolean isUnweighted() {
        for (int i = 0; i < rows(); i++) {
            if (weights[i] != 1) {
                return false;
            }
        }
        return true;
    }
}
