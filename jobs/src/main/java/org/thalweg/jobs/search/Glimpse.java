package org.thalweg.jobs.search;

import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchResult;
import org.thalweg.monitoring.history.History;

/**
 * A look at a search while it runs.
 *
 * @param progress how far it is
 * @param soFar what the result would be if it were stopped now, with the lowest minima; it is up to some seconds older than
 *     the progress, and null before the first
 * @param history how it came there
 * @param recovering whether it is recovering from a failure
 */
public record Glimpse(SearchProgress progress, @Nullable SearchResult soFar, History history, boolean recovering) {

    /** The same, of a search that is recovering. */
    public Glimpse whileRecovering() {
        return new Glimpse(progress, soFar, history, true);
    }
}
