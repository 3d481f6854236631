package org.thalweg.monitoring.reporter;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.core.ipc.http.HttpUrlConnectionSender;
import io.micrometer.influx.InfluxConfig;
import io.micrometer.influx.InfluxMeterRegistry;
import io.micrometer.influx.InfluxNamingConvention;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpHttpMetricsSender;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.micrometer.registry.otlp.OtlpMetricsSender;
import io.micrometer.statsd.StatsdConfig;
import io.micrometer.statsd.StatsdMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sinks there are, by the setting {@code sink}: {@code prometheus} (default), {@code otlp}, {@code statsd}, {@code
 * influx}.
 *
 * <p>Micrometer's own settings of a sink that is pushed to are taken as they are, such as {@code otlp.url}, {@code
 * statsd.host} or {@code influx.uri}; how often it is pushed to is the setting {@code interval}.
 */
final class Sinks {
    private static final Logger LOG = LoggerFactory.getLogger(Sinks.class);
    private static final long COMPLAINTS_APART = 100;
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration READ = Duration.ofSeconds(2);

    private Sinks() {}

    static Sink open(Properties config, Duration interval) {
        String name = config.getProperty("sink", "prometheus").toLowerCase(Locale.ROOT);
        try {
            return switch (name) {
                case "prometheus" -> new PrometheusSink(config);
                case "otlp" -> otlp(config, interval);
                case "statsd" -> statsd(config, interval);
                case "influx" -> influx(config, interval);
                default ->
                    throw new IllegalArgumentException(
                            "sink (%s) must be prometheus, otlp, statsd or influx.".formatted(name));
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sink otlp(Properties config, Duration interval) {
        Tally tally = new Tally();
        OtlpConfig settings = key -> setting(config, key, "otlp.step", interval);
        OtlpMetricsSender sender = new OtlpHttpMetricsSender(sender(tally));
        OtlpMetricsSender quiet = request -> {
            try {
                sender.send(request);
            } catch (Exception e) { // that is what it declares; Micrometer would log all of it, each time
                if (tally.dropped() % COMPLAINTS_APART == 1) {
                    LOG.warn("{} publications were not taken: {}", tally.dropped(), e.getMessage());
                }
            }
        };
        return new MicrometerSink(
                OtlpMeterRegistry.builder(settings).metricsSender(quiet).build(), tally);
    }

    private static Sink influx(Properties config, Duration interval) {
        Tally tally = new Tally();
        InfluxConfig settings = key -> setting(config, key, "influx.step", interval);
        InfluxMeterRegistry registry =
                InfluxMeterRegistry.builder(settings).httpClient(sender(tally)).build();
        // A backslash before the comma that ends a tag would take the comma's meaning away.
        registry.config().namingConvention(new PlainValues(new InfluxNamingConvention(), "[\\\\]"));
        return new MicrometerSink(registry, tally);
    }

    private static Sink statsd(Properties config, Duration interval) throws IOException {
        Tally tally = new Tally();
        StatsdConfig settings = key -> setting(config, key, "statsd.pollingFrequency", interval);
        DatagramLines lines = new DatagramLines(new InetSocketAddress(settings.host(), settings.port()), tally);
        StatsdMeterRegistry registry = StatsdMeterRegistry.builder(settings)
                .lineSink(lines)
                .clock(Clock.SYSTEM)
                .build();
        NamingConvention usual = registry.config().namingConvention();
        registry.config().namingConvention(new PlainValues(usual, "[|,:#@]"));
        return new ClosingSink(new MicrometerSink(registry, tally), lines);
    }

    private static CountingSender sender(Tally tally) {
        return new CountingSender(new HttpUrlConnectionSender(CONNECT, READ), tally);
    }

    private static @Nullable String setting(Properties config, String key, String stepKey, Duration interval) {
        String given = config.getProperty(key);
        return given == null && key.equals(stepKey) ? interval.toMillis() + "ms" : given;
    }
}
