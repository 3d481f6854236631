package org.thalweg.core.fit.data;

/**
 * Sparse rows with what was observed at each.
 *
 * @param labels one a row, at least as many as there are rows
 */
public record LabelledRows(SparseTable table, double[] labels) {}
