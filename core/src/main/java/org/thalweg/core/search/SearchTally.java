package org.thalweg.core.search;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.stopping.Outcome;
import org.thalweg.core.stopping.Termination;

/**
 * What a set of finished descents amounts to: counts, costs, the points that they met.
 *
 * <p>{@link #merge} is associative and commutative to the bit, so the tallies of ranges of starts may be added up in any
 * order. A descent that is added twice counts twice: callers add each start once.
 */
@SuppressWarnings("EnumOrdinal") // of an index in memory alone: what is stored goes by name
public final class SearchTally {
    private static final int VERSION = 1;

    private static final Termination[] TERMINATIONS = Termination.values();

    /** How many descents ended for each reason, by its ordinal. */
    private final long[] terminations = new long[TERMINATIONS.length];

    private long total;
    private long escaped;
    private long plateaus;
    private long nonsmooth;
    private long evaluations;
    private long iterations;
    private @Nullable MetPoint lowest;
    private @Nullable MetPoint unbounded;
    private final MinimaArchive archive;

    /** A point and the descent that met it. */
    public record MetPoint(StationaryPoint point, long start) {

        private static MetPoint lower(@Nullable MetPoint a, MetPoint b) {
            return a != null && Encounter.isLower(a.point, a.start, b.point, b.start) ? a : b;
        }

        private static MetPoint earlier(@Nullable MetPoint a, MetPoint b) {
            return a != null && a.start <= b.start ? a : b;
        }

        private void write(DataOutput out) throws IOException {
            StationaryPointCodec.write(point, out);
            out.writeLong(start);
        }

        private static MetPoint read(DataInput in) throws IOException {
            return new MetPoint(StationaryPointCodec.read(in), in.readLong());
        }
    }

    private SearchTally(MinimaArchive archive) {
        this.archive = archive;
    }

    /** The tally of no descents. */
    public static SearchTally empty(int dimension, Distinctness distinctness) {
        return new SearchTally(MinimaArchive.ofDimension(dimension, distinctness));
    }

    public void add(FinishedDescent descent) {
        StationaryPoint end = descent.end();
        terminations[descent.termination().ordinal()]++;
        total++;
        escaped += descent.escapedFrom().isEmpty() ? 0 : 1;
        if (descent.termination().outcome() == Outcome.CONVERGED) {
            plateaus += end.kind() == Kind.PLATEAU ? 1 : 0;
            nonsmooth += end.smooth() ? 0 : 1;
        }
        evaluations = Math.addExact(evaluations, descent.evaluations());
        iterations = Math.addExact(iterations, descent.iterations());
        boolean mayBeLowest = lowest == null || end.value() <= lowest.point.value();
        if (mayBeLowest && Double.isFinite(end.value())) {
            lowest = MetPoint.lower(lowest, new MetPoint(end, descent.start()));
        }
        if (descent.termination() == Termination.UNBOUNDED) {
            unbounded = MetPoint.earlier(unbounded, new MetPoint(end, descent.start()));
        }
        archive.add(descent);
    }

    /** Adds all that {@code other} holds, which stays as it is. */
    public void merge(SearchTally other) {
        add(other);
        archive.merge(other.archive);
    }

    private void add(SearchTally other) {
        for (int i = 0; i < terminations.length; i++) {
            terminations[i] = Math.addExact(terminations[i], other.terminations[i]);
        }
        total = Math.addExact(total, other.total);
        escaped += other.escaped;
        plateaus += other.plateaus;
        nonsmooth += other.nonsmooth;
        evaluations = Math.addExact(evaluations, other.evaluations);
        iterations = Math.addExact(iterations, other.iterations);
        lowest = other.lowest == null ? lowest : MetPoint.lower(lowest, other.lowest);
        unbounded = other.unbounded == null ? unbounded : MetPoint.earlier(unbounded, other.unbounded);
    }

    /** A copy with all counts, costs and lowest points, but with an empty archive: small enough to send about. */
    public SearchTally withoutArchive() {
        SearchTally counts = new SearchTally(archive.emptied());
        counts.add(this);
        return counts;
    }

    /**
     * The tally in parts that sum up to it; at least one. The counts are all in the first.
     *
     * @param most in how many cells of the archive a part has met something at most
     */
    public List<SearchTally> parts(int most) {
        List<MinimaArchive> archives = archive.parts(most);
        if (archives.size() == 1) {
            return List.of(this);
        }
        List<SearchTally> parts = archives.stream().map(SearchTally::new).toList();
        parts.get(0).add(this);
        return parts;
    }

    /** How many descents were added. */
    public long total() {
        return total;
    }

    public long count(Termination termination) {
        return terminations[termination.ordinal()];
    }

    public long count(Outcome outcome) {
        return Arrays.stream(TERMINATIONS)
                .filter(termination -> termination.outcome() == outcome)
                .mapToLong(this::count)
                .sum();
    }

    /** How many descents were pushed off a stationary point at least once. */
    public long escaped() {
        return escaped;
    }

    /** How many descents converged to a plateau. */
    public long plateaus() {
        return plateaus;
    }

    /** How many descents converged at a kink or a step. */
    public long nonsmooth() {
        return nonsmooth;
    }

    /** Evaluations of the objective, over all descents. */
    public long evaluations() {
        return evaluations;
    }

    /** Accepted steps, over all descents. */
    public long iterations() {
        return iterations;
    }

    /** The lowest finite end of any descent, converged or not; null before the first. */
    public @Nullable MetPoint lowest() {
        return lowest;
    }

    /** Where the earliest of the descents that ran to −∞ was seen last; null if none did. */
    public @Nullable MetPoint unbounded() {
        return unbounded;
    }

    public MinimaArchive archive() {
        return archive;
    }

    /** Writes the tally, the version first; equal tallies give equal bytes. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        List<Termination> met =
                Arrays.stream(TERMINATIONS).filter(one -> count(one) > 0).toList();
        out.writeInt(met.size());
        for (Termination termination : met) {
            Wire.writeEnum(termination, out);
            out.writeLong(count(termination));
        }
        for (long number : new long[] {escaped, plateaus, nonsmooth, evaluations, iterations}) {
            out.writeLong(number);
        }
        Wire.writeOptional(lowest, MetPoint::write, out);
        Wire.writeOptional(unbounded, MetPoint::write, out);
        archive.write(out);
    }

    public static SearchTally read(DataInput in) throws IOException {
        Wire.readVersion("a tally", VERSION, in);
        long[] terminations = new long[TERMINATIONS.length];
        int kinds = in.readInt();
        for (int i = 0; i < kinds; i++) {
            terminations[Wire.readEnum(Termination.class, in).ordinal()] = in.readLong();
        }
        long[] numbers = new long[5];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readLong();
        }
        MetPoint lowest = Wire.readOptional(MetPoint::read, in);
        MetPoint unbounded = Wire.readOptional(MetPoint::read, in);
        SearchTally tally = new SearchTally(MinimaArchive.read(in));
        System.arraycopy(terminations, 0, tally.terminations, 0, terminations.length);
        tally.total = Arrays.stream(terminations).sum();
        tally.escaped = numbers[0];
        tally.plateaus = numbers[1];
        tally.nonsmooth = numbers[2];
        tally.evaluations = numbers[3];
        tally.iterations = numbers[4];
        tally.lowest = lowest;
        tally.unbounded = unbounded;
        return tally;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SearchTally that
                && Arrays.equals(terminations, that.terminations)
                && escaped == that.escaped
                && plateaus == that.plateaus
                && nonsmooth == that.nonsmooth
                && evaluations == that.evaluations
                && iterations == that.iterations
                && Objects.equals(lowest, that.lowest)
                && Objects.equals(unbounded, that.unbounded)
                && archive.equals(that.archive);
    }

    @Override
    public int hashCode() {
        return 31 * archive.hashCode() + Arrays.hashCode(terminations);
    }
}
