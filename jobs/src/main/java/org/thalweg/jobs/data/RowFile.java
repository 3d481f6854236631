package org.thalweg.jobs.data;

import java.io.Serializable;

/**
 * A file of rows.
 *
 * @param body where its first row begins, in bytes
 * @param linesBefore how many lines end before that
 * @param <B> a batch of rows
 */
record RowFile<B>(DataSource source, RowFormat<B> format, RowPolicy policy, long body, long linesBefore)
        implements Serializable {}
