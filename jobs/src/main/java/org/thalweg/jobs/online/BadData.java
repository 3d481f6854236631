package org.thalweg.jobs.online;

import org.apache.flink.api.connector.source.SourceEvent;
import org.thalweg.jobs.data.DataException;

/**
 * What the one who learns says where it cannot go on, for the other to end the job of: a task that fails itself refuses what is on its way to
 * it, and Flink may then take that refusal for the reason of the failure.
 *
 * @param reason names the row
 */
record BadData(DataException reason) implements SourceEvent {
    private static final long serialVersionUID = 1;
}
