package org.thalweg.jobs.search.archive;

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
public final class Archive {
    private final SearchSpecification specification;
    private final SearchTally tally;
    private final BitSet ended = new BitSet();
    private StopReason reason;
    private boolean over;

    public Archive(SearchSpecification specification, ArchiveState state) {
        this.specification = specification;
        this.tally = state.tally();
        this.reason = state.reason();
        this.over = state.over();
    }

    public void add(Harvest harvest) {
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

    public boolean isOver() {
        return over;
    }

    public ArchiveState state() {
        return new ArchiveState(tally, reason, over);
    }

    /** What the result would be if the search were cancelled now, at little cost. */
    public SearchResult glimpse(int listed) {
        return ResultAssembly.glimpse(specification, tally, listed);
    }

    /** The result, or what it would be if the search ended now. */
    public SearchResult result(int listed) {
        return ResultAssembly.assemble(specification, tally, reason, listed);
    }
}
