package org.thalweg.monitoring.reporter;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;

/**
 * A metric of Flink's that feeds a series.
 *
 * @param run the id of the job that it belongs to; empty if it belongs to none
 * @param scale what its values are multiplied by
 */
record Source(Metric metric, String run, double scale) {

    /** Its value now; NaN if it has none. */
    double read() {
        if (metric instanceof Counter counter) {
            return counter.getCount() * scale;
        }
        if (metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number) {
            return number.doubleValue() * scale;
        }
        return Double.NaN;
    }
}
