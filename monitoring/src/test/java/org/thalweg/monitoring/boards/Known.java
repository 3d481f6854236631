package org.thalweg.monitoring.boards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.thalweg.monitoring.meters.Catalogue;
import org.thalweg.monitoring.meters.CatalogueEntry;
import org.thalweg.monitoring.meters.Meter;

/** What queries may ask for: the catalogue, what rules record, and what Prometheus says of its targets and alerts. */
final class Known {
    private static final Set<String> PROMETHEUS = Set.of("up", "scrape_samples_scraped", "ALERTS");
    private static final Set<String> LABELS = Set.of("instance", "job", "alertname", "alertstate", Meter.UPPER_BOUND);

    private Known() {}

    static void check(String place, String query) {
        Set<String> metrics = new HashSet<>(PROMETHEUS);
        Set<String> labels = new HashSet<>(LABELS);
        for (CatalogueEntry entry : Catalogue.entries()) {
            metrics.addAll(entry.series());
            labels.addAll(entry.labels());
        }
        List<Rules.Rule> rules = Rules.all();
        rules.forEach(rule -> metrics.add(rule.record()));

        PromQl parsed = PromQl.parse(query);

        assertThat(parsed.metrics()).as(place).isSubsetOf(metrics);
        assertThat(parsed.labels()).as(place).isSubsetOf(labels);
    }
}
