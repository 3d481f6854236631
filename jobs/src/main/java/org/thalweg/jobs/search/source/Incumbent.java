package org.thalweg.jobs.search.source;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * The lowest value known: from a reader that found one below all it knew of, and from the enumerator to all readers when
 * its own falls.
 *
 * <p>It only ever falls, so that it may arrive late, twice, or in another order.
 */
record Incumbent(double value) implements SourceEvent {}
