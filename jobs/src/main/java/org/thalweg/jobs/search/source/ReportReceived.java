package org.thalweg.jobs.search.source;

import org.apache.flink.api.connector.source.SourceEvent;
import org.thalweg.core.search.StartRange;

/** From the enumerator to a reader: its report of a range is in the ledger. */
record ReportReceived(StartRange range) implements SourceEvent {}
