package org.thalweg.monitoring.reporter;

import org.apache.flink.metrics.MetricConfig;

/** Reporters as Flink opens them. */
final class Reporters {
    private Reporters() {}

    /** An open reporter with these settings, given as name, value, name, value … */
    static MicrometerReporter open(String... settings) {
        MetricConfig config = new MetricConfig();
        for (int i = 0; i < settings.length; i += 2) {
            config.setProperty(settings[i], settings[i + 1]);
        }
        MicrometerReporter reporter = new MicrometerReporter();
        reporter.open(config);
        return reporter;
    }

    /** One that is scraped, at any free port. */
    static MicrometerReporter scraped() {
        return open("port", "0");
    }
}
