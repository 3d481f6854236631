package org.thalweg.core.search;

import static java.util.Objects.requireNonNull;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
 * Cells beyond the capacity are dropped many at a time: the highest that is left then is the <em>rim</em>, and what lies above it is
 * not even added.
 *
 * <p>See {@code core/docs/adr/0001-merging-minima.md} for the proof.
 */
public final class MinimaArchive {
    private static final int VERSION = 1;
    private static final int MAX_DOUBLES = 1 << 22;

    /** By value, ties by start index. */
    private static final Comparator<FoundPoint> LOWEST_FIRST = Comparator.comparingDouble(
                    (FoundPoint found) -> found.point().value())
            .thenComparingLong(FoundPoint::start);

    private final Distinctness distinctness;
    private int capacity;
    private final HashMap<Cell, Encounter> encounters = new HashMap<>();

    /** The cells as they were last put in order, and after them those met since: nearly in order, so that sorting is quick. */
    private final ArrayList<Cell> order = new ArrayList<>();

    /** What the cells amounted to when it was last asked for; null since they changed. */
    private @Nullable List<Encounter> clusters;

    private boolean overflowed;

    /** At least {@code capacity} cells at or below it were met, here or in archives that this one goes with; null before that. */
    private @Nullable Cell rim;

    /** Whether the rim fell since what lies above was last dropped. */
    private boolean fallen;

    /** What learns of its cells, and tells of those of archives that it goes with; null if it goes alone. */
    private @Nullable LowestCells company;

    public MinimaArchive(Distinctness distinctness, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity (%d) must be at least 1".formatted(capacity));
        }
        this.distinctness = distinctness;
        this.capacity = capacity;
    }

    /** An archive for points of the given dimension that takes 15 to 32 MB, more for few coordinates. */
    public static MinimaArchive ofDimension(int dimension, Distinctness distinctness) {
        return new MinimaArchive(distinctness, Math.max(1 << 10, MAX_DOUBLES / (3 * dimension + 32)));
    }

    /** An archive of nothing that can be merged with this one. */
    MinimaArchive emptied() {
        return new MinimaArchive(distinctness, capacity);
    }

    /** How many cells it holds, those included that it has yet to drop. */
    public int cells() {
        return encounters.size();
    }

    /** How many cells are kept at most. */
    public int capacity() {
        return capacity;
    }

    /** Of no archives yet: those like this one may {@link #goWith} each other by it. */
    public LowestCells lowestCells() {
        return new LowestCells(distinctness, capacity);
    }

    /**
     * Lets this archive drop, from now on, what cannot be among the lowest cells of a sum.
     *
     * @param archives that this one will be added to in the end, wherever they are then
     */
    public void goWith(LowestCells archives) {
        requireLike(archives.distinctness());
        capacity = Math.min(capacity, archives.capacity());
        company = archives;
        encounters.keySet().forEach(archives::add);
        keepUp();
    }

    /** Learns how low the cells are of the archives that it goes with. */
    private void keepUp() {
        if (company != null) {
            lowerRim(company.rim());
        }
    }

    private void lowerRim(@Nullable Cell other) {
        if (other != null && (rim == null || other.compareTo(rim) < 0)) {
            rim = other;
            fallen = true;
        }
    }

    /**
     * The archive in parts that sum up to it; at least one.
     *
     * @param most how many cells a part holds at most
     */
    List<MinimaArchive> parts(int most) {
        List<Cell> kept = kept();
        if (kept.size() <= most) {
            return List.of(this);
        }
        List<MinimaArchive> parts = new ArrayList<>();
        for (int from = 0; from < kept.size(); from += most) {
            MinimaArchive part = emptied();
            part.overflowed = overflowed;
            for (Cell cell : kept.subList(from, Math.min(kept.size(), from + most))) {
                part.put(cell, requireNonNull(encounters.get(cell)));
            }
            parts.add(part);
        }
        return parts;
    }

    /** Adds where a descent ended, if it converged, and where it was pushed off. */
    public void add(FinishedDescent descent) {
        keepUp();
        if (descent.termination().outcome() == Outcome.CONVERGED) {
            StationaryPoint end = descent.end();
            if (isBeyondRim(end)) {
                overflowed = true;
            } else {
                put(Cell.of(end, distinctness), Encounter.hit(end, descent.start()));
            }
        }
        for (StationaryPoint point : descent.escapedFrom()) {
            put(Cell.of(point, distinctness), Encounter.escape(point, descent.start()));
        }
    }

    /** Whether its value alone says that a point lies above the rim. */
    private boolean isBeyondRim(StationaryPoint point) {
        return rim != null && Cell.valueIndex(point, distinctness) > rim.value();
    }

    private boolean isBeyondRim(Cell cell) {
        return rim != null && rim.compareTo(cell) < 0;
    }

    /** Adds all that {@code other} holds, which stays as it is; of two capacities the smaller counts. */
    public void merge(MinimaArchive other) {
        requireLike(other.distinctness);
        capacity = Math.min(capacity, other.capacity);
        overflowed |= other.overflowed;
        lowerRim(other.rim);
        other.encounters.forEach(this::put);
    }

    void requireLike(Distinctness other) {
        if (!distinctness.equals(other)) {
            throw new IllegalArgumentException(
                    "archives with %s and %s cannot be merged".formatted(distinctness, other));
        }
    }

    private void put(Cell cell, Encounter encounter) {
        if (isBeyondRim(cell)) {
            overflowed = true;
            return;
        }
        clusters = null;
        int before = encounters.size();
        encounters.merge(cell, encounter, Encounter::plus);
        if (encounters.size() > before) {
            order.add(cell);
            if (company != null) {
                company.add(cell);
                keepUp();
            }
        }
        if (encounters.size() > LowestCells.mostBorne(capacity)) {
            prune();
        }
    }

    /** Drops what is beyond the capacity, or above the rim. */
    private void prune() {
        keepUp();
        boolean crowded = encounters.size() > capacity;
        if (!crowded && !fallen) {
            return;
        }
        order.sort(null);
        if (crowded) {
            lowerRim(order.get(capacity - 1));
        }
        int kept = Math.min(capacity, order.size());
        while (kept > 0 && isBeyondRim(order.get(kept - 1))) {
            kept--;
        }
        List<Cell> beyond = order.subList(kept, order.size());
        if (!beyond.isEmpty()) {
            overflowed = true;
            clusters = null;
        }
        beyond.forEach(encounters::remove);
        beyond.clear();
        fallen = false;
    }

    /** The cells that are kept, in order. */
    private List<Cell> kept() {
        prune();
        order.sort(null);
        return order;
    }

    /** The clusters that the kept cells amount to; found once, however many look. */
    private List<Encounter> clusters() {
        List<Encounter> found = clusters;
        if (found == null) {
            found = Clusters.of(kept(), encounters, distinctness);
            clusters = found;
        }
        return found;
    }

    /** The distinct points that the kept cells amount to. */
    public DistinctPoints distinct() {
        List<FoundPoint> minima = new ArrayList<>();
        List<FoundPoint> stationary = new ArrayList<>();
        for (Encounter cluster : clusters()) {
            FoundPoint found = cluster.found();
            (found.point().kind().isMinimum() ? minima : stationary).add(found);
        }
        minima.sort(LOWEST_FIRST);
        stationary.sort(LOWEST_FIRST);
        return new DistinctPoints(minima, stationary);
    }

    /**
     * The distinct points of an archive, each list ascending by value, ties by start index.
     *
     * @param minima the minima
     * @param stationary the other stationary points
     */
    public record DistinctPoints(List<FoundPoint> minima, List<FoundPoint> stationary) {}

    /** Each distinct minimum's hits and lowest start index, by start index: what estimates of the unseen need. */
    public List<Sighting> sightings() {
        return clusters().stream()
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
        prune();
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
        List<Cell> kept = kept();
        out.writeBoolean(overflowed);
        out.writeInt(kept.size());
        for (Cell cell : kept) {
            requireNonNull(encounters.get(cell)).write(out);
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
                && hasOverflowed() == that.hasOverflowed()
                && encounters.equals(that.encounters);
    }

    @Override
    public int hashCode() {
        prune();
        return encounters.hashCode();
    }
}
