package org.thalweg.jobs.data;

import java.io.Serializable;
import java.util.List;
import java.util.stream.LongStream;
import org.thalweg.jobs.data.StretchReport.Landmark;

/** What a scan has found: how many rows there are, where to look for them, what they are like. */
final class RowIndex implements Serializable {
    private static final long serialVersionUID = 1;

    /** Row, offset and lines before, one after the other. */
    private final long[] landmarks;

    private final int rows;
    private final long rejected;

    /**
     * @param landmarks in the order of their rows
     * @param rows that can be used
     * @param rejected that were left out
     */
    RowIndex(List<Landmark> landmarks, int rows, long rejected) {
        this.landmarks = landmarks.stream()
                .flatMapToLong(mark -> LongStream.of(mark.row(), mark.offset(), mark.linesBefore()))
                .toArray();
        this.rows = rows;
        this.rejected = rejected;
    }

    int rows() {
        return rows;
    }

    long rejected() {
        return rejected;
    }

    /** The last landmark at or before a row. */
    Landmark before(long row) {
        int low = 0;
        int high = landmarks.length / 3 - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (landmarks[3 * middle] <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return new Landmark(landmarks[3 * low], landmarks[3 * low + 1], landmarks[3 * low + 2]);
    }
}
