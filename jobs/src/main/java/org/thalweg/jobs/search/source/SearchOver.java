package org.thalweg.jobs.search.source;

import org.apache.flink.api.connector.source.SourceEvent;
import org.thalweg.core.search.StopReason;

/** From the enumerator to a reader: finish the ranges in hand and end; if the search is cut short, drop them and end. */
record SearchOver(StopReason reason) implements SourceEvent {}
