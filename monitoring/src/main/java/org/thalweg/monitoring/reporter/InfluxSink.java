package org.thalweg.monitoring.reporter;

import io.micrometer.influx.InfluxConfig;
import io.micrometer.influx.InfluxMeterRegistry;
import io.micrometer.influx.InfluxNamingConvention;

/** Pushes lines to InfluxDB: gauges, and what counters rose by. */
final class InfluxSink {
    private InfluxSink() {}

    static Sink open(PushSettings settings) {
        Tally tally = new Tally();
        InfluxConfig config = settings::get;
        InfluxMeterRegistry registry = InfluxMeterRegistry.builder(config)
                .httpClient(CountingSender.to(tally))
                .build();
        // A backslash before the comma that ends a tag would take the comma's meaning away.
        registry.config().namingConvention(new PlainValues(new InfluxNamingConvention(), "[\\\\]"));
        return new MicrometerSink(registry, tally);
    }
}
