package org.thalweg.monitoring.reporter;

import java.util.OptionalDouble;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;

/**
 * A metric of Flink's that feeds a series.
 *
 * @param run the id of the job that it belongs to; empty if it belongs to none
 * @param scale what its values are multiplied by; of Flink's metrics, whose values below 0 stand for none
 */
record Source(Metric metric, String run, OptionalDouble scale) {

    /** Its value now; NaN if it has none. */
    double read() {
        if (metric instanceof Counter counter) {
            return shown((double) counter.getCount());
        }
        if (metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number) {
            return shown(number.doubleValue());
        }
        return Double.NaN;
    }

    private double shown(double value) {
        if (scale.isEmpty()) {
            return value;
        }
        return value < 0 ? Double.NaN : value * scale.getAsDouble();
    }
}
