package org.thalweg.monitoring.reporter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;

/**
 * The sinks there are, by the setting {@code sink}: {@code prometheus} (default), {@code otlp}, {@code statsd}, {@code
 * influx}. Each is a class of its own, since the library of one need not be there for another.
 */
final class Sinks {
    private Sinks() {}

    static Sink open(Properties config, Duration interval) {
        String name = config.getProperty("sink", "prometheus").toLowerCase(Locale.ROOT);
        try {
            return switch (name) {
                case "prometheus" -> new PrometheusSink(config);
                case "otlp" -> OtlpSink.open(new PushSettings(config, "otlp.step", interval));
                case "statsd" -> StatsdSink.open(new PushSettings(config, "statsd.pollingFrequency", interval));
                case "influx" -> InfluxSink.open(new PushSettings(config, "influx.step", interval));
                default ->
                    throw new IllegalArgumentException(
                            "sink (%s) must be prometheus, otlp, statsd or influx.".formatted(name));
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
