package org.thalweg.jobs.search;

import org.apache.flink.api.connector.source.SourceEvent;
import org.thalweg.core.search.StartRange;

/**
 * From the enumerator to a reader: its report is in the ledger.
 *
 * @param checkpoint the last checkpoint that the enumerator had given its part of before it received the report, so that
 *     every later one holds it; 0 before the first
 */
record ReportReceived(StartRange range, long checkpoint) implements SourceEvent {}
