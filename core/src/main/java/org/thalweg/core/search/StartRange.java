package org.thalweg.core.search;

import java.io.Serializable;

/**
 * The start indices {@code from} (inclusive) to {@code to} (exclusive).
 *
 * @param wave the wave of the first
 */
public record StartRange(long wave, long from, long to) implements Serializable {

    public StartRange {
        if (wave < 0 || from < 0 || to <= from) {
            throw new IllegalArgumentException("range [%d, %d) of wave %d must be ascending, not empty and not negative"
                    .formatted(from, to, wave));
        }
    }

    public long size() {
        return to - from;
    }
}
