package org.thalweg.monitoring.reporter;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.thalweg.monitoring.meters.CatalogueEntry;
import org.thalweg.monitoring.meters.ReporterMeter;

/** A sink that is a registry of Micrometer's; the parts of a timer are counters there, as each is a number that rises. */
final class MicrometerSink implements Sink {
    private final MeterRegistry registry;
    private final Tally tally;
    private final Map<SeriesId, Meter> meters = new ConcurrentHashMap<>();

    MicrometerSink(MeterRegistry registry, Tally tally) {
        this.registry = registry;
        this.tally = tally;
        counter(ReporterMeter.DROPPED, Tally::dropped);
        counter(ReporterMeter.STUDIES_REFUSED, Tally::refused);
    }

    private void counter(ReporterMeter meter, ToDoubleFunction<Tally> count) {
        FunctionCounter.builder(meter.dotted(), tally, count)
                .description(meter.description())
                .register(registry);
    }

    @Override
    public void add(Series series) {
        SeriesId id = series.id();
        CatalogueEntry entry = id.entry();
        List<Tag> tags = id.labels().entrySet().stream()
                .map(label -> Tag.of(label.getKey(), label.getValue()))
                .toList();
        String unit = id.part() == CatalogueEntry.Part.BUCKET || id.part() == CatalogueEntry.Part.COUNT
                ? null
                : entry.unit().orElse(null);
        Meter meter = id.isCounter()
                ? FunctionCounter.builder(id.dotted(), series, MicrometerSink::count)
                        .tags(tags)
                        .baseUnit(unit)
                        .description(entry.description())
                        .register(registry)
                : Gauge.builder(id.dotted(), series, Series::value)
                        .strongReference(true)
                        .tags(tags)
                        .baseUnit(unit)
                        .description(entry.description())
                        .register(registry);
        meters.put(id, meter);
    }

    private static double count(Series series) {
        double value = series.value();
        return Double.isNaN(value) ? 0 : value;
    }

    @Override
    public void remove(Series series) {
        Meter meter = meters.remove(series.id());
        if (meter != null) {
            registry.remove(meter);
        }
    }

    @Override
    public Tally tally() {
        return tally;
    }

    @Override
    public @Nullable URI address() {
        return null;
    }

    @Override
    public void close() {
        registry.close();
    }
}
