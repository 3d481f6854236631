package org.thalweg.monitoring.reporter;

import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.statsd.StatsdConfig;
import io.micrometer.statsd.StatsdMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Pushes datagrams to StatsD, each a line: gauges, and what counters rose by. */
final class StatsdSink {
    private StatsdSink() {}

    static Sink open(PushSettings settings) throws IOException {
        Tally tally = new Tally();
        StatsdConfig config = settings::get;
        DatagramLines lines = new DatagramLines(new InetSocketAddress(config.host(), config.port()), tally);
        StatsdMeterRegistry registry =
                StatsdMeterRegistry.builder(config).lineSink(lines).build();
        NamingConvention usual = registry.config().namingConvention();
        registry.config().namingConvention(new PlainValues(usual, "[|,:#@]"));
        return new ClosingSink(new MicrometerSink(registry, tally), lines);
    }
}
