package org.thalweg.monitoring.reporter;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All series that are shown, one for each name and set of labels, whatever feeds it.
 *
 * <p>A series that nothing feeds any more stays for a while, so that whoever looks at intervals sees how it ended. Of
 * studies there are only so many at a time: the series of one too many are refused and counted.
 */
final class SeriesTable {
    private static final Logger LOG = LoggerFactory.getLogger(SeriesTable.class);

    private final Sink sink;
    private final long keptNanos;
    private final int maxStudies;
    private final LongSupplier nanoClock;

    private final Map<SeriesId, Series> table = new HashMap<>();

    /** When nothing was left to feed a series. */
    private final Map<SeriesId, Long> endedAt = new HashMap<>();

    /** How many series there are of each study. */
    private final Map<String, Integer> studies = new HashMap<>();

    private boolean complained;

    /** @param kept how long a series stays that nothing feeds any more */
    SeriesTable(Sink sink, Duration kept, int maxStudies, LongSupplier nanoClock) {
        if (maxStudies < 1) {
            throw new IllegalArgumentException("max-studies (%d) must be at least 1.".formatted(maxStudies));
        }
        this.sink = sink;
        this.keptNanos = kept.toNanos();
        this.maxStudies = maxStudies;
        this.nanoClock = nanoClock;
    }

    synchronized void add(Observation observation) {
        SeriesId id = observation.id();
        Series series = table.get(id);
        if (series != null && !series.run().equals(observation.source().run()) && id.isCounter()) {
            forget(series); // another job of that name counts from its own beginning
            series = null;
        }
        if (series == null) {
            if (isOneTooMany(id.study())) {
                refuse(id);
                return;
            }
            series = new Series(id);
            series.add(observation.source());
            table.put(id, series);
            count(id.study(), 1);
            sink.add(series);
        } else {
            series.add(observation.source());
        }
        endedAt.remove(id);
    }

    synchronized void remove(Observation observation) {
        Series series = table.get(observation.id());
        if (series != null) {
            series.remove(observation.source());
            if (!series.isFed()) {
                endedAt.put(series.id(), nanoClock.getAsLong());
            }
        }
    }

    /** Forgets the series that ended long enough ago. */
    synchronized void expire() {
        long now = nanoClock.getAsLong();
        for (Iterator<Map.Entry<SeriesId, Long>> all = endedAt.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<SeriesId, Long> ended = all.next();
            if (now - ended.getValue() >= keptNanos) {
                all.remove();
                forget(Objects.requireNonNull(table.get(ended.getKey())));
            }
        }
    }

    private void forget(Series series) {
        table.remove(series.id());
        count(series.id().study(), -1);
        sink.remove(series);
    }

    private boolean isOneTooMany(@Nullable String study) {
        return study != null && !studies.containsKey(study) && studies.size() >= maxStudies;
    }

    private void refuse(SeriesId id) {
        sink.tally().refuse();
        if (!complained) {
            complained = true;
            LOG.warn(
                    "The study {} is not shown: {} are. Use fewer names, or raise max-studies of the reporter.",
                    id.study(),
                    maxStudies);
        }
    }

    private void count(@Nullable String study, int more) {
        if (study != null) {
            studies.merge(study, more, (a, b) -> a + b == 0 ? null : a + b);
        }
    }
}
