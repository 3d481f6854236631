package org.thalweg.jobs.search;

import java.util.BitSet;
import org.thalweg.core.run.ResultAssembly;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.SearchTally;
import org.thalweg.core.search.StopReason;

/**
 * The sum of what the readers harvested, and whether all of them have ended.
 *
 * <p>Which readers have ended is not part of its state: after a failure they begin anew, and end anew.
 */
final class Archive {
    private final SearchSpecification specification;
    private final SearchTally tally;
    private final BitSet ended = new BitSet();
    private StopReason reason;
    private boolean over;

    Archive(SearchSpecification specification, ArchiveState state) {
        this.specification = specification;
        this.tally = state.tally();
        this.reason = state.reason();
        this.over = state.over();
    }

    void add(Harvest harvest) {
        tally.merge(harvest.tally());
        StopReason end = harvest.end();
        if (end != null) {
            ended.set(harvest.worker());
            if (ended.cardinality() == harvest.workers()) {
                reason = end;
                over = true;
            }
        }
    }

    boolean isOver() {
        return over;
    }

    ArchiveState state() {
        return new ArchiveState(tally, reason, over);
    }

    /** What the result would be if the search were cancelled now, at little cost. */
    SearchResult glimpse(int listed) {
        return ResultAssembly.glimpse(specification, tally, listed);
    }

    /** The result, or what it would be if the search ended now. */
    SearchResult result(int listed) {
        return ResultAssembly.assemble(specification, tally, reason, listed);
    }
}
