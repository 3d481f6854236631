package org.thalweg.jobs.online;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * What the one who looks into the directory tells the one who learns, again and again.
 *
 * @param file the name of the last file; empty where there is none
 * @param complete whether there will be no more
 */
record Newest(String file, boolean complete) implements SourceEvent {
    private static final long serialVersionUID = 1;
}
