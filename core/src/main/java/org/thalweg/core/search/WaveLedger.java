package org.thalweg.core.search;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The book of a search: which starts are handed out, which are reported, and when it is enough.
 *
 * <p>The starts are cut into {@link Waves}. Whoever works takes a range with {@link #next}, gives back with
 * {@link #handBack} what it could not finish, and reports with {@link #report} what it finished; a range that is
 * reported again counts once. Where the plan may stop the search early, no range crosses the end of a wave, a wave is handed out only
 * when all before it are complete, and {@link StopPlan#decide} sees complete waves alone: the same decision however many work.
 */
public final class WaveLedger {
    private static final int VERSION = 1;

    private long total;
    private final StopPlan plan;
    private final Deque<StartRange> returned = new ArrayDeque<>();
    private final SearchTally tally;
    private long nextStart;
    private @Nullable StopReason stopReason;

    /** What is reported, as disjoint intervals that do not touch: the first start to the start after the last. */
    private final TreeMap<Long, Long> reported = new TreeMap<>();

    /**
     * @param total the number of starts of the search
     * @param empty the tally that reports are added to
     */
    public WaveLedger(long total, StopPlan plan, SearchTally empty) {
        if (total < 1) {
            throw new IllegalArgumentException("starts (%d) must be at least 1".formatted(total));
        }
        this.total = total;
        this.plan = plan;
        this.tally = empty;
    }

    /**
     * The next range to work on, of at most {@code maxSize} starts; null if there is none now. There may be one later
     * unless {@link #isExhausted}.
     */
    public @Nullable StartRange next(long maxSize) {
        if (maxSize < 1) {
            throw new IllegalArgumentException("size of a range (%d) must be at least 1".formatted(maxSize));
        }
        if (stopReason != null) {
            return null;
        }
        StartRange again = returned.poll();
        if (again != null) {
            return again.size() <= maxSize ? again : cut(again, maxSize);
        }
        if (nextStart == total || (plan.mayStopEarly() && !isCovered(0, startOfWave(nextStart)))) {
            return null;
        }
        long from = nextStart;
        long end = plan.mayStopEarly() ? endOfWave(from) : total;
        nextStart = maxSize > end - from ? end : from + maxSize;
        return new StartRange(plan.waves().index(from), from, nextStart);
    }

    /** How many starts {@link #next} could hand out now, one range after the other. */
    public long available() {
        if (stopReason != null) {
            return 0;
        }
        long again = returned.stream().mapToLong(StartRange::size).sum();
        if (!plan.mayStopEarly()) {
            return total - nextStart + again; // in this order, since there may be as many starts as a long holds
        }
        boolean open = nextStart < total && isCovered(0, startOfWave(nextStart));
        return open ? again + endOfWave(nextStart) - nextStart : again;
    }

    private StartRange cut(StartRange range, long size) {
        long middle = range.from() + size;
        returned.addFirst(new StartRange(range.wave(), middle, range.to()));
        return new StartRange(range.wave(), range.from(), middle);
    }

    private long startOfWave(long start) {
        return plan.waves().begin(start);
    }

    private long endOfWave(long start) {
        return Math.min(plan.waves().end(start), total);
    }

    /** A range that was taken and will not be reported by who took it; it is handed out again. */
    public void handBack(StartRange range) {
        if (!isCovered(range.from(), range.to()) && !returned.contains(range)) {
            returned.add(range);
        }
    }

    /**
     * The result of a range; ignored if the range was reported before.
     *
     * @throws IllegalArgumentException if the tally is not that of the range, or a part of it was reported before
     */
    public void report(StartRange range, SearchTally result) {
        if (isCovered(range.from(), range.to())) {
            return;
        }
        if (result.total() != range.size() || range.to() > total) {
            throw new IllegalArgumentException("%s of a search of %d starts cannot have a tally of %d descents"
                    .formatted(range, total, result.total()));
        }
        addReported(range);
        returned.remove(range);
        tally.merge(result);
        if (isCovered(0, plan.mayStopEarly() ? endOfWave(range.from()) : total)) {
            stopReason = plan.decide(total, tally);
        }
    }

    /**
     * Goes on to another number of starts than the search was begun with, as if it had been begun with so many; a search
     * that ended because its starts were spent may be open again. One that ended for another reason at the end of a whole
     * wave stays ended: it would have ended there too.
     *
     * @throws IllegalArgumentException if {@code starts} are fewer than were handed out
     */
    public void goOnTo(long starts) {
        if (starts < nextStart) {
            throw new IllegalArgumentException(
                    "starts (%d) must not be fewer than were handed out (%d)".formatted(starts, nextStart));
        }
        boolean cutWave = !plan.waves().areWhole(total) && tally.total() == total;
        if (starts > total && (cutWave || stopReason == StopReason.STARTS_SPENT)) {
            stopReason = null;
        }
        total = starts;
        if (stopReason == null && isCovered(0, total)) {
            stopReason = plan.decide(total, tally);
        }
    }

    private boolean isCovered(long from, long to) {
        if (from == to) {
            return true;
        }
        Map.Entry<Long, Long> interval = reported.floorEntry(from);
        return interval != null && interval.getValue() >= to;
    }

    private void addReported(StartRange range) {
        long from = range.from();
        long to = range.to();
        Map.Entry<Long, Long> before = reported.lowerEntry(to);
        if (before != null && before.getValue() > from) {
            throw new IllegalArgumentException("a part of %s was reported before, within [%d, %d)"
                    .formatted(range, before.getKey(), before.getValue()));
        }
        if (before != null && before.getValue() == from) {
            from = before.getKey();
        }
        Long end = reported.remove(to);
        reported.put(from, end == null ? to : end);
    }

    /** How many starts, from the first on, were handed out, be they done or not. */
    public long handedOut() {
        return nextStart;
    }

    /** Why the search ended; null while starts are missing. */
    public @Nullable StopReason stopReason() {
        return stopReason;
    }

    /** Whether {@link #next} returns null for ever, except for ranges that are handed back. */
    public boolean isExhausted() {
        return stopReason != null || (nextStart == total && returned.isEmpty());
    }

    /** The sum of all reports: the ledger's own, not to be written to. */
    public SearchTally tally() {
        return tally;
    }

    /** Writes the book, the version first. Ranges in work are not in it: whoever works on them keeps them. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(total);
        out.writeLong(nextStart);
        out.writeInt(returned.size());
        for (StartRange range : returned) {
            out.writeLong(range.wave());
            out.writeLong(range.from());
            out.writeLong(range.to());
        }
        out.writeInt(reported.size());
        for (Map.Entry<Long, Long> interval : reported.entrySet()) {
            out.writeLong(interval.getKey());
            out.writeLong(interval.getValue());
        }
        Wire.writeOptional(stopReason, Wire::writeEnum, out);
        tally.write(out);
    }

    /** Reads what {@link #write} wrote; {@code plan} is the plan that the book was begun with. */
    public static WaveLedger read(DataInput in, StopPlan plan) throws IOException {
        Wire.readVersion("a wave ledger", VERSION, in);
        long total = in.readLong();
        long nextStart = in.readLong();
        Deque<StartRange> returned = new ArrayDeque<>();
        for (int left = in.readInt(); left > 0; left--) {
            returned.add(new StartRange(in.readLong(), in.readLong(), in.readLong()));
        }
        TreeMap<Long, Long> reported = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            reported.put(in.readLong(), in.readLong());
        }
        StopReason stopReason = Wire.readOptional(from -> Wire.readEnum(StopReason.class, from), in);
        WaveLedger ledger = new WaveLedger(total, plan, SearchTally.read(in));
        ledger.nextStart = nextStart;
        ledger.returned.addAll(returned);
        ledger.reported.putAll(reported);
        ledger.stopReason = stopReason;
        return ledger;
    }
}
