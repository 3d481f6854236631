package org.thalweg.jobs.data;

import org.thalweg.core.fit.data.DataTable;

/**
 * What was read.
 *
 * @param table the rows that can be used
 * @param rejected how many rows were left out
 */
public record ReadTable(DataTable table, long rejected) {}
