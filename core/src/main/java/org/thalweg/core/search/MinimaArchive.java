package org.thalweg.core.search;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.thalweg.core.stopping.Outcome;

/**
 * The distinct stationary points that descents met, each with how often.
 *
 * <p>It is a map from {@link Cell} to {@link Encounter}. {@link #merge} adds the encounters of equal cells: it is
 * associative and commutative to the bit, so that neither the order in which descents arrive nor the way they are shared
 * out over workers can show. Points that are one but fall in neighbouring cells are joined only when the archive is read,
 * by {@link Clusters}, a pure function of the map.
 *
 * <p>At most {@code capacity} cells are kept, those with the lowest keys (lowest values first). A cell among the lowest
 * of a union is among the lowest of every part that has it, so it was never dropped, and what is kept has exact counts.
 *
 * <p>See {@code core/docs/adr/0001-merging-minima.md} for the proof.
 */
public final class MinimaArchive {
    private static final int VERSION = 1;
    private static final int MAX_DOUBLES = 1 << 22;

    private final Distinctness distinctness;
    private final int capacity;
    private final TreeMap<Cell, Encounter> encounters = new TreeMap<>();
    private boolean overflowed;

    public MinimaArchive(Distinctness distinctness, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity (%d) must be at least 1".formatted(capacity));
        }
        this.distinctness = distinctness;
        this.capacity = capacity;
    }

    /** An archive for points of the given dimension that stays below about 32 MiB. */
    public static MinimaArchive ofDimension(int dimension, Distinctness distinctness) {
        return new MinimaArchive(distinctness, Math.max(1 << 10, MAX_DOUBLES / (3 * dimension + 32)));
    }

    /** An archive of nothing that can be merged with this one. */
    MinimaArchive emptied() {
        return new MinimaArchive(distinctness, capacity);
    }

    /** Adds where a descent ended, if it converged, and where it was pushed off. */
    public void add(FinishedDescent descent) {
        if (descent.termination().outcome() == Outcome.CONVERGED) {
            put(Cell.of(descent.end(), distinctness), Encounter.hit(descent.end(), descent.start()));
        }
        for (StationaryPoint point : descent.escapedFrom()) {
            put(Cell.of(point, distinctness), Encounter.escape(point, descent.start()));
        }
    }

    /** Adds all that {@code other} holds, which stays as it is. */
    public void merge(MinimaArchive other) {
        if (!distinctness.equals(other.distinctness) || capacity != other.capacity) {
            throw new IllegalArgumentException("archives with %s, capacity %d and %s, capacity %d cannot be merged"
                    .formatted(distinctness, capacity, other.distinctness, other.capacity));
        }
        overflowed |= other.overflowed;
        other.encounters.forEach(this::put);
    }

    private void put(Cell cell, Encounter encounter) {
        encounters.merge(cell, encounter, Encounter::plus);
        if (encounters.size() > capacity) {
            encounters.pollLastEntry();
            overflowed = true;
        }
    }

    /** The distinct minima, ascending by value, ties by start index. */
    public List<FoundPoint> minima() {
        return found(true);
    }

    /** The other stationary points, likewise. */
    public List<FoundPoint> stationary() {
        return found(false);
    }

    private List<FoundPoint> found(boolean minima) {
        return Clusters.of(encounters, distinctness).stream()
                .map(Encounter::found)
                .filter(point -> point.point().kind().isMinimum() == minima)
                .sorted(Comparator.comparingDouble(
                                (FoundPoint point) -> point.point().value())
                        .thenComparingLong(FoundPoint::start))
                .toList();
    }

    /** Each distinct minimum's hits and lowest start index, by start index: what estimates of the unseen need. */
    public List<Sighting> sightings() {
        return Clusters.of(encounters, distinctness).stream()
                .filter(cluster -> cluster.representative().kind().isMinimum())
                .map(cluster -> new Sighting(cluster.firstStart(), cluster.hits()))
                .sorted(Comparator.comparingLong(Sighting::firstStart).thenComparingLong(Sighting::hits))
                .toList();
    }

    /**
     * When and how often a distinct minimum was met.
     *
     * @param firstStart the lowest start index of the descents that ended there
     * @param hits how many ended there
     */
    public record Sighting(long firstStart, long hits) {}

    /** Whether cells were dropped because there were too many. */
    public boolean hasOverflowed() {
        return overflowed;
    }

    public Distinctness distinctness() {
        return distinctness;
    }

    /** Writes the archive, the version first; equal archives give equal bytes. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        Wire.writeEnum(distinctness.by(), out);
        out.writeDouble(distinctness.pointTolerance());
        out.writeDouble(distinctness.valueTolerance());
        out.writeInt(capacity);
        out.writeBoolean(overflowed);
        out.writeInt(encounters.size());
        for (Encounter encounter : encounters.values()) {
            encounter.write(out);
        }
    }

    public static MinimaArchive read(DataInput in) throws IOException {
        Wire.readVersion("an archive of minima", VERSION, in);
        Distinctness distinctness =
                new Distinctness(Wire.readEnum(Distinctness.By.class, in), in.readDouble(), in.readDouble());
        MinimaArchive archive = new MinimaArchive(distinctness, in.readInt());
        archive.overflowed = in.readBoolean();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            Encounter encounter = Encounter.read(in);
            archive.put(Cell.of(encounter.representative(), distinctness), encounter);
        }
        return archive;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MinimaArchive that
                && distinctness.equals(that.distinctness)
                && capacity == that.capacity
                && overflowed == that.overflowed
                && encounters.equals(that.encounters);
    }

    @Override
    public int hashCode() {
        return encounters.hashCode();
    }
}
