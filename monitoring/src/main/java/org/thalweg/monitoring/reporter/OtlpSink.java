package org.thalweg.monitoring.reporter;

import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpHttpMetricsSender;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.micrometer.registry.otlp.OtlpMetricsSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pushes to a receiver of OTLP over HTTP: cumulative sums and gauges. */
final class OtlpSink {
    private static final Logger LOG = LoggerFactory.getLogger(OtlpSink.class);
    private static final long COMPLAINTS_APART = 100;

    private OtlpSink() {}

    static Sink open(PushSettings settings) {
        Tally tally = new Tally();
        OtlpMetricsSender sender = new OtlpHttpMetricsSender(CountingSender.to(tally));
        OtlpMetricsSender quiet = request -> {
            try {
                sender.send(request);
            } catch (Exception e) { // that is what it declares; Micrometer would log all of it, each time
                if (tally.dropped() % COMPLAINTS_APART == 1) {
                    LOG.warn("{} publications were not taken: {}", tally.dropped(), e.getMessage());
                }
            }
        };
        OtlpConfig config = settings::get;
        return new MicrometerSink(
                OtlpMeterRegistry.builder(config).metricsSender(quiet).build(), tally);
    }
}
