package org.thalweg.jobs.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchResult;

/** A cluster was lost, and with it a search; some of what that had found may be known. */
final class LostSearchException extends CommandException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable SearchResult known;

    LostSearchException(String message, @Nullable SearchResult known) {
        super(ExitCode.CLUSTER_UNREACHABLE, message);
        this.known = known;
    }

    /** What the search had found at its last checkpoint. */
    Optional<SearchResult> known() {
        return Optional.ofNullable(known);
    }
}
