package org.thalweg.monitoring.reporter;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.thalweg.monitoring.meters.CatalogueEntry;

/** A sink that Prometheus scrapes: Micrometer's registry, with true histograms beside it, behind an HTTP server. */
final class PrometheusSink implements Sink {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MicrometerSink plain = new MicrometerSink(registry, new Tally());
    private final Map<CatalogueEntry, HistogramCollector> histograms = new HashMap<>();
    private final ScrapeEndpoint endpoint;

    /**
     * @param config {@code host} (default 127.0.0.1), {@code port} (one, or a range; default 9249-9259), {@code token}
     * @throws IOException if no port of the range is free
     */
    PrometheusSink(Properties config) throws IOException {
        this.endpoint = ScrapeEndpoint.open(
                config.getProperty("host", "127.0.0.1"),
                PortRange.parse(config.getProperty("port", "9249-9259")),
                config.getProperty("token"),
                registry::scrape);
    }

    @Override
    public synchronized void add(Series series) {
        if (series.id().part() == null) {
            plain.add(series);
        } else {
            histograms
                    .computeIfAbsent(series.id().entry(), entry -> {
                        HistogramCollector collector = new HistogramCollector(entry);
                        registry.getPrometheusRegistry().register(collector);
                        return collector;
                    })
                    .add(series);
        }
    }

    @Override
    public synchronized void remove(Series series) {
        if (series.id().part() == null) {
            plain.remove(series);
            return;
        }
        HistogramCollector collector = histograms.get(series.id().entry());
        if (collector != null) {
            collector.remove(series);
            if (collector.isEmpty()) {
                histograms.remove(series.id().entry());
                registry.getPrometheusRegistry().unregister(collector);
            }
        }
    }

    @Override
    public Tally tally() {
        return plain.tally();
    }

    @Override
    public @Nullable URI address() {
        return endpoint.address();
    }

    @Override
    public void close() {
        endpoint.close();
        plain.close();
    }
}
