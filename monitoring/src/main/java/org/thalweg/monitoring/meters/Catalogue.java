package org.thalweg.monitoring.meters;

import java.util.List;
import java.util.stream.Stream;

/** All that may be published, charted and alerted on. */
public final class Catalogue {
    private static final List<CatalogueEntry> ENTRIES = Stream.of(
                    Meter.values(), FlinkMeter.values(), ReporterMeter.values())
            .<CatalogueEntry>flatMap(Stream::of)
            .toList();

    private Catalogue() {}

    public static List<CatalogueEntry> entries() {
        return ENTRIES;
    }
}
