package org.thalweg.monitoring.reporter;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thalweg.monitoring.meters.FlinkMeter;

/**
 * One series: what is shown of all the metrics that feed it.
 *
 * <p>It outlives them: between a failure and the next attempt, and for a while after its job has ended, it shows the last
 * value that there was. A counter never falls while it belongs to the same run.
 */
final class Series {
    private static final Logger LOG = LoggerFactory.getLogger(Series.class);

    private final SeriesId id;
    private final List<Source> sources = new CopyOnWriteArrayList<>();

    private volatile String run = "";
    private double last = Double.NaN; // guarded by this
    private boolean complained; // guarded by this

    Series(SeriesId id) {
        this.id = id;
    }

    SeriesId id() {
        return id;
    }

    /** The job that fed it last. */
    String run() {
        return run;
    }

    boolean isFed() {
        return !sources.isEmpty();
    }

    void add(Source source) {
        run = source.run();
        sources.add(source);
    }

    /** Takes a source away, and keeps what it said last; the metric itself, and all that hangs on it, can go. */
    void remove(Source source) {
        double ignored = value();
        sources.removeIf(one -> one.metric() == source.metric());
    }

    /** The value to be shown now; NaN if there never was one. */
    double value() {
        double now = Double.NaN;
        try {
            now = read();
        } catch (RuntimeException e) {
            complain(e);
        }
        return settle(now);
    }

    /** Reads without a lock, since a metric may take one that somebody holds who registers another. */
    private double read() {
        double now = Double.NaN;
        boolean largest = id.entry() instanceof FlinkMeter && !id.isCounter();
        for (Source source : sources) {
            double one = source.read();
            if (largest && !Double.isNaN(now)) {
                now = one > now ? one : now;
            } else {
                now = one; // of ours, the newest tells
            }
        }
        return now;
    }

    private synchronized double settle(double now) {
        boolean fell = id.isCounter() && now < last;
        boolean gone = sources.isEmpty() || id.isCounter() && Double.isNaN(now);
        if (!fell && !gone) {
            last = now;
        }
        return last;
    }

    private synchronized void complain(RuntimeException e) {
        if (!complained) {
            complained = true;
            LOG.warn("{} {} cannot be read; it shows its last value, or none.", id.dotted(), id.labels(), e);
        }
    }
}
