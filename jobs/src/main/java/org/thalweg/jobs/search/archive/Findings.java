package org.thalweg.jobs.search.archive;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.run.StartCounts;
import org.thalweg.core.run.Status;
import org.thalweg.core.search.FoundPoint;
import org.thalweg.core.search.StationaryPoint;
import org.thalweg.core.search.StationaryPointCodec;
import org.thalweg.core.search.StopReason;
import org.thalweg.core.search.UnseenMinima;
import org.thalweg.jobs.serialization.StateCodec;
import org.thalweg.jobs.serialization.StateSerializer;

/**
 * What a running search has found so far, as its client is shown it: a result without the specification, which the client
 * has, and with the lowest minima alone, so that it stays small however many there are.
 */
public record Findings(
        @Nullable StationaryPoint best,
        List<FoundPoint> minima,
        long minimaTotal,
        List<FoundPoint> stationary,
        long droppedHits,
        StartCounts starts,
        long evaluations,
        long iterations,
        @Nullable UnseenMinima unseen) {
    private static final int ID = 13;

    public static Findings of(SearchResult result) {
        return new Findings(
                result.best(),
                result.minima(),
                result.minimaTotal(),
                result.stationary(),
                result.droppedHits(),
                result.starts(),
                result.evaluations(),
                result.iterations(),
                result.unseen());
    }

    /** What the result would be if the search were stopped now. */
    public SearchResult result(SearchSpecification specification) {
        return new SearchResult(
                specification,
                Status.CANCELLED,
                best,
                minima,
                minimaTotal,
                stationary,
                droppedHits,
                starts,
                evaluations,
                iterations,
                unseen,
                false,
                StopReason.CANCELLED.text(),
                "");
    }

    public static StateSerializer<Findings> serializer() {
        return new StateSerializer<>(
                "what the search has found so far",
                Findings.class,
                Map.of(ID, new StateCodec<>(Findings.class, Findings::write, Findings::read)));
    }

    private void write(DataOutput out) throws IOException {
        out.writeBoolean(best != null);
        if (best != null) {
            StationaryPointCodec.write(best, out);
        }
        write(minima, out);
        out.writeLong(minimaTotal);
        write(stationary, out);
        out.writeLong(droppedHits);
        out.writeLong(starts.total());
        out.writeLong(starts.converged());
        out.writeLong(starts.budgetSpent());
        out.writeLong(starts.nonFinite());
        out.writeLong(starts.failed());
        out.writeLong(starts.escaped());
        out.writeLong(evaluations);
        out.writeLong(iterations);
        out.writeBoolean(unseen != null);
        if (unseen != null) {
            out.writeDouble(unseen.probability());
            out.writeDouble(unseen.upperBound());
        }
    }

    private static Findings read(DataInput in) throws IOException {
        return new Findings(
                in.readBoolean() ? StationaryPointCodec.read(in) : null,
                readPoints(in),
                in.readLong(),
                readPoints(in),
                in.readLong(),
                new StartCounts(
                        in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong()),
                in.readLong(),
                in.readLong(),
                in.readBoolean() ? new UnseenMinima(in.readDouble(), in.readDouble()) : null);
    }

    private static void write(List<FoundPoint> points, DataOutput out) throws IOException {
        out.writeInt(points.size());
        for (FoundPoint found : points) {
            StationaryPointCodec.write(found.point(), out);
            out.writeLong(found.hits());
            out.writeLong(found.escapes());
            out.writeLong(found.start());
        }
    }

    private static List<FoundPoint> readPoints(DataInput in) throws IOException {
        int size = in.readInt();
        List<FoundPoint> points = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            points.add(new FoundPoint(StationaryPointCodec.read(in), in.readLong(), in.readLong(), in.readLong()));
        }
        return points;
    }
}
