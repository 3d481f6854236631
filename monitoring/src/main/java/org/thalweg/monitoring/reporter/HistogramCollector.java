package org.thalweg.monitoring.reporter;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.thalweg.monitoring.meters.CatalogueEntry;
import org.thalweg.monitoring.meters.CatalogueEntry.Part;
import org.thalweg.monitoring.meters.Meter;

/**
 * Puts the parts of a timer together again: one Prometheus histogram, with {@code _bucket}, {@code _sum} and {@code
 * _count}.
 *
 * <p>Its parts are read one after the other while somebody raises them. So that a histogram always adds up, its count is
 * that of the last bucket, and no bucket holds less than the one before.
 */
final class HistogramCollector implements Collector {
    private final CatalogueEntry timer;
    private final Map<List<Entry<String, String>>, Family> families = new ConcurrentHashMap<>();

    /** The parts of one histogram. */
    private static final class Family {
        private final NavigableMap<Double, Series> buckets = new ConcurrentSkipListMap<>();
        private volatile @Nullable Series sum;
        private volatile @Nullable Series count;

        boolean isEmpty() {
            return buckets.isEmpty() && sum == null && count == null;
        }

        boolean isWhole() {
            return sum != null && buckets.containsKey(Double.POSITIVE_INFINITY);
        }
    }

    HistogramCollector(CatalogueEntry timer) {
        this.timer = timer;
    }

    void add(Series series) {
        put(families.computeIfAbsent(series.id().family(), labels -> new Family()), series, series);
    }

    void remove(Series series) {
        Family family = families.get(series.id().family());
        if (family != null) {
            put(family, series, null);
            if (family.isEmpty()) {
                families.remove(series.id().family());
            }
        }
    }

    private static void put(Family family, Series series, @Nullable Series value) {
        Part part = series.id().part();
        if (part == Part.SUM) {
            family.sum = value;
        } else if (part == Part.COUNT) {
            family.count = value;
        } else {
            Double bound = bound(series);
            if (value == null) {
                family.buckets.remove(bound);
            } else {
                family.buckets.put(bound, value);
            }
        }
    }

    private static Double bound(Series series) {
        String text = series.id().labels().getOrDefault(Meter.UPPER_BOUND, "+Inf");
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.valueOf(text);
    }

    boolean isEmpty() {
        return families.isEmpty();
    }

    @Override
    public MetricSnapshot collect() {
        HistogramSnapshot.Builder snapshot = HistogramSnapshot.builder()
                .name(timer.prometheusName())
                .unit(Unit.SECONDS)
                .help(timer.description());
        families.forEach((labels, family) -> {
            if (family.isWhole()) {
                snapshot.dataPoint(point(labels, family));
            }
        });
        return snapshot.build();
    }

    private static HistogramDataPointSnapshot point(List<Entry<String, String>> labels, Family family) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        long before = 0;
        for (Entry<Double, Series> bucket : family.buckets.entrySet()) {
            double value = bucket.getValue().value();
            long below = Double.isNaN(value) ? before : Long.max(before, (long) value);
            buckets.bucket(bucket.getKey(), below - before);
            before = below;
        }
        Series sum = family.sum;
        Labels.Builder named = Labels.builder();
        labels.forEach(label -> named.label(label.getKey(), label.getValue()));
        return HistogramDataPointSnapshot.builder()
                .labels(named.build())
                .classicHistogramBuckets(buckets.build())
                .sum(sum == null ? Double.NaN : sum.value())
                .build();
    }
}
