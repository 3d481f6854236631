package org.thalweg.jobs.search.source;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.ConvergenceTrace;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.DescentBatch;
import org.thalweg.core.search.FinishedDescent;
import org.thalweg.core.search.LowestCells;
import org.thalweg.core.search.RangeWork;
import org.thalweg.core.search.SearchTally;
import org.thalweg.core.search.StartRange;
import org.thalweg.jobs.monitor.WorkerProgress;
import org.thalweg.jobs.serialization.Framing;

/**
 * The ranges that a reader has in hand, and the batch of descents that works on them: lanes are filled from the lowest
 * range that has starts left, so that a new range is begun while the last descents of another go on.
 */
final class Workbench {
    private static final int LANES = 32;

    /** At the clock, in a slice. */
    private static final int LOOKS = 32;

    private final SearchSpecification specification;
    private final DescentBatch batch;
    private final ConvergenceTrace trace = new ConvergenceTrace();
    private final Stopwatch stopwatch;

    /** By their first start. */
    private final TreeMap<Long, RangeWork> ranges = new TreeMap<>();

    /** The next descent that finishes is nearly always of the same. */
    private @Nullable RangeWork lastToGain;

    /** Descents of a checkpoint that wait for a lane. */
    private final Deque<Interrupted> interrupted = new ArrayDeque<>();

    private WorkerProgress untold = WorkerProgress.none();
    private double lowest = Double.POSITIVE_INFINITY;
    private long ended;

    /** Of all ranges that were ever in hand: they go with each other, so that none need keep what is too high to matter. */
    private final LowestCells lowestCells;

    private record Interrupted(StartRange range, byte[] descent) {}

    Workbench(SearchSpecification specification, LongSupplier nanoClock) {
        this.specification = specification;
        this.stopwatch = new Stopwatch(nanoClock);
        this.batch = specification.newBatch(LANES);
        this.lowestCells = specification.newTally().archive().lowestCells();
    }

    /** Takes a range in hand, wherever it was begun. */
    void add(RangeWork work, RangeSplit split) {
        work.tally().archive().goWith(lowestCells);
        ranges.put(work.range().from(), work);
        split.descents().forEach(descent -> interrupted.add(new Interrupted(work.range(), descent)));
        untold = untold.plus(split.untold());
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** How many ranges have starts that are not begun. */
    int unbegunRanges() {
        int unbegun = 0;
        for (RangeWork work : ranges.values()) {
            unbegun += work.hasNext() ? 1 : 0;
        }
        return unbegun;
    }

    /** How many starts are not begun. */
    long unbegunStarts() {
        long unbegun = 0;
        for (RangeWork work : ranges.values()) {
            unbegun += work.unbegun();
        }
        return unbegun;
    }

    /** How many descents have ended. */
    long ended() {
        return ended;
    }

    /** The lowest value that a descent ended at; +∞ before the first. */
    double lowest() {
        return lowest;
    }

    /**
     * Advances the descents by one slice.
     *
     * @param evaluations how many to spend, about
     * @param lanes how many descents may advance together
     * @return how many were spent
     */
    long advance(long evaluations, int lanes) throws IOException {
        long spent = 0;
        long looked = 0;
        stopwatch.moveOn(); // since the last slice, that is
        do {
            fill(Integer.min(lanes, LANES));
            if (LOOKS * (spent - looked) >= evaluations) {
                stopwatch.moveOn();
                looked = spent;
            }
            spent += batch.advance(evaluations - spent, this::finish);
        } while (spent < evaluations && batch.active() > 0);
        trace.spend(spent);
        return spent;
    }

    private void fill(int lanes) throws IOException {
        while (batch.descending() < lanes && !interrupted.isEmpty()) {
            batch.restore(interrupted.remove().descent());
        }
        for (RangeWork work : ranges.values()) {
            while (batch.descending() < lanes && work.hasNext()) {
                long start = work.next();
                stopwatch.begin(start);
                batch.begin(start, specification.starts().point(start));
            }
        }
    }

    private void finish(FinishedDescent descent) {
        rangeOf(descent.start()).finish(descent);
        trace.finish(descent);
        stopwatch.end(descent.start());
        ended++;
        if (descent.end().value() < lowest) {
            lowest = descent.end().value();
        }
    }

    private RangeWork rangeOf(long start) {
        RangeWork range = lastToGain;
        if (range == null || !range.contains(start)) {
            range = ranges.floorEntry(start).getValue();
            lastToGain = range;
        }
        return range;
    }

    /** Gives away the ranges whose starts have all finished. */
    List<RangeWork> takeComplete() {
        List<RangeWork> complete = new ArrayList<>();
        for (Iterator<RangeWork> all = ranges.values().iterator(); all.hasNext(); ) {
            RangeWork work = all.next();
            if (work.isComplete()) {
                complete.add(work);
                all.remove();
                lastToGain = null;
            }
        }
        return complete;
    }

    /** What was done since this was last asked. */
    WorkerProgress tell() {
        WorkerProgress told = collect();
        untold = WorkerProgress.none();
        return told;
    }

    private WorkerProgress collect() {
        WorkerProgress recent = new WorkerProgress(trace.event(batch.active()), stopwatch.durations());
        untold = untold.plus(recent);
        return untold;
    }

    /** All that must survive a failure; work goes on undisturbed. */
    List<RangeSplit> splits() {
        SortedMap<Long, byte[]> inFlight = batch.snapshot();
        WorkerProgress progress = collect();
        List<RangeSplit> splits = new ArrayList<>();
        for (RangeWork work : ranges.values()) {
            StartRange range = work.range();
            List<byte[]> descents =
                    new ArrayList<>(inFlight.subMap(range.from(), range.to()).values());
            interrupted.stream()
                    .filter(one -> one.range().equals(range))
                    .map(Interrupted::descent)
                    .forEach(descents::add);
            byte[] bytes = Framing.bytes(work, RangeWork::write);
            splits.add(new RangeSplit(range, bytes, descents, splits.isEmpty() ? progress : WorkerProgress.none()));
        }
        return splits;
    }

    /** Drops all descents in flight and all ranges; what the finished ones of these amount to. */
    SearchTally abandon() {
        SearchTally tally = specification.newTally();
        ranges.values().forEach(work -> tally.merge(work.tally()));
        ranges.clear();
        lastToGain = null;
        interrupted.clear();
        return tally;
    }
}
