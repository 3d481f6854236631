package org.thalweg.core.run;

import java.util.function.Consumer;
import org.thalweg.core.search.DescentBatch;
import org.thalweg.core.search.FinishedDescent;
import org.thalweg.core.search.RangeWork;
import org.thalweg.core.search.StartRange;
import org.thalweg.core.search.StopReason;
import org.thalweg.core.search.WaveLedger;

/**
 * Runs a search in the calling thread.
 *
 * <p>The result has the same bits as that of a search shared out over a cluster.
 */
public final class SearchDriver {
    private static final int LANES = 32;
    private static final int RANGE = 256;
    private static final long EVALUATIONS_AN_EVENT = 10_000;

    private final SearchSpecification specification;
    private final WaveLedger ledger;
    private final DescentBatch batch;
    private final ConvergenceTrace trace = new ConvergenceTrace();

    private SearchDriver(SearchSpecification specification) {
        this.specification = specification;
        this.ledger = specification.newLedger();
        this.batch = specification.newBatch(LANES);
    }

    /** Runs the search to its end and lists the standard number of minima. */
    public static SearchResult run(SearchSpecification specification) {
        return run(specification, ResultAssembly.LISTED, event -> {});
    }

    /**
     * Runs the search to its end.
     *
     * @param listed how many minima, and how many other stationary points, the result lists at most
     * @param observer is told of the progress every few thousand evaluations, and at the end
     */
    public static SearchResult run(SearchSpecification specification, int listed, Consumer<ConvergenceEvent> observer) {
        SearchDriver driver = new SearchDriver(specification);
        StopReason reason = driver.work(observer);
        return ResultAssembly.assemble(specification, driver.ledger.tally(), reason, listed);
    }

    private StopReason work(Consumer<ConvergenceEvent> observer) {
        StopReason reason = ledger.stopReason();
        while (reason == null) {
            StartRange range = ledger.next(RANGE);
            if (range == null) {
                throw new IllegalStateException("all starts are reported, but the search did not end");
            }
            RangeWork work = new RangeWork(range, specification.newTally());
            while (!work.isComplete()) {
                advance(work, observer);
            }
            ledger.report(range, work.tally());
            reason = ledger.stopReason();
        }
        observer.accept(trace.event(batch.active()));
        return reason;
    }

    private void advance(RangeWork work, Consumer<ConvergenceEvent> observer) {
        while (batch.hasFreeLane() && work.hasNext()) {
            long start = work.next();
            batch.begin(start, specification.starts().point(start));
        }
        trace.spend(batch.advance(EVALUATIONS_AN_EVENT, (FinishedDescent finished) -> {
            work.finish(finished);
            trace.finish(finished);
        }));
        if (trace.evaluations() >= EVALUATIONS_AN_EVENT) {
            observer.accept(trace.event(batch.active()));
        }
    }
}
