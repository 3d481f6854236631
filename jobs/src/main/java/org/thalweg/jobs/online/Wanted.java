package org.thalweg.jobs.online;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * What the one who learns asks for where files have not come that there are: an event can be lost when a task fails.
 *
 * @param after the name of the last file that has come; empty for none
 */
record Wanted(String after) implements SourceEvent {
    private static final long serialVersionUID = 1;
}
