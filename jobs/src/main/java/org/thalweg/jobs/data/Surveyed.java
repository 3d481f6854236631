package org.thalweg.jobs.data;

import org.thalweg.core.fit.data.RowSummary;

/**
 * A file that was looked at once, and that those who fit will read.
 *
 * @param terms what they are given
 * @param summary of the rows that can be used
 * @param rejected rows that were left out
 * @param <B> a batch of rows
 */
public record Surveyed<B>(FileTerms<B> terms, RowSummary summary, long rejected) {}
