package org.thalweg.core.search;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A range of starts in work: which start is to begin next, and what those that finished amount to.
 *
 * <p>Descents that are begun but not finished live in a {@link DescentBatch}; together with their snapshots this is all
 * that must survive a failure.
 */
public final class RangeWork {
    private static final int VERSION = 1;

    private final StartRange range;
    private final SearchTally tally;
    private long next;

    /**
     * @param empty the tally that finished descents are added to
     */
    public RangeWork(StartRange range, SearchTally empty) {
        this.range = range;
        this.tally = empty;
        this.next = range.from();
    }

    public StartRange range() {
        return range;
    }

    /** Whether a start of the range was not begun yet. */
    public boolean hasNext() {
        return next < range.to();
    }

    /** How many starts of the range were not begun yet. */
    public long unbegun() {
        return range.to() - next;
    }

    /** The next start to begin. */
    public long next() {
        if (!hasNext()) {
            throw new IllegalStateException("all of %s is begun".formatted(range));
        }
        return next++;
    }

    public boolean contains(long start) {
        return range.from() <= start && start < range.to();
    }

    /** Adds a finished descent of this range. */
    public void finish(FinishedDescent descent) {
        if (!contains(descent.start())) {
            throw new IllegalArgumentException("start %d does not lie in %s".formatted(descent.start(), range));
        }
        tally.add(descent);
    }

    /** Whether every start of the range has finished. */
    public boolean isComplete() {
        return tally.total() == range.size();
    }

    /** Of the descents that finished: the work's own, not to be written to. */
    public SearchTally tally() {
        return tally;
    }

    /** A copy of which the tally has an empty archive. */
    public RangeWork withoutArchive() {
        RangeWork copy = new RangeWork(range, tally.withoutArchive());
        copy.next = next;
        return copy;
    }

    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(range.wave());
        out.writeLong(range.from());
        out.writeLong(range.to());
        out.writeLong(next);
        tally.write(out);
    }

    public static RangeWork read(DataInput in) throws IOException {
        Wire.readVersion("a range in work", VERSION, in);
        StartRange range = new StartRange(in.readLong(), in.readLong(), in.readLong());
        long next = in.readLong();
        RangeWork work = new RangeWork(range, SearchTally.read(in));
        work.next = next;
        return work;
    }
}
