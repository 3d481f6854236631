package org.thalweg.monitoring.reporter;

import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.thalweg.monitoring.meters.CatalogueEntry;
import org.thalweg.monitoring.meters.Meter;

/**
 * What tells one series from another.
 *
 * @param part which part of a timer; null for what has no parts
 * @param labels values by name, in the order of the names
 */
record SeriesId(CatalogueEntry entry, CatalogueEntry.@Nullable Part part, SortedMap<String, String> labels) {

    SeriesId {
        labels = new TreeMap<>(labels);
    }

    /** The name under which it is registered. */
    String dotted() {
        return part == null ? entry.dotted() : entry.dotted() + '.' + part.suffix();
    }

    /** Whether it never falls while its job lives. */
    boolean isCounter() {
        return entry.type() != CatalogueEntry.Type.GAUGE;
    }

    @Nullable String study() {
        return labels.get(Meter.STUDY);
    }

    /** The labels but the upper bound of a bucket: what the buckets of one histogram share. */
    List<Entry<String, String>> family() {
        return labels.entrySet().stream()
                .filter(label -> !label.getKey().equals(Meter.UPPER_BOUND))
                .map(label -> Map.entry(label.getKey(), label.getValue()))
                .toList();
    }
}
