package org.thalweg.monitoring.reporter;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** What Flink finds in the plugin: {@code metrics.reporter.NAME.factory.class} names it. */
public final class MicrometerReporterFactory implements MetricReporterFactory {

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return new MicrometerReporter();
    }
}
