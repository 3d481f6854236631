package org.thalweg.jobs.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.thalweg.core.run.SearchResult;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.monitoring.meters.Meter;

class SearchMetersTest {

    @Test
    void meters_end_at_the_result_in_spite_of_failures_and_are_all_in_the_catalogue() throws Exception {
        Trouble trouble = Trouble.plan("meters", Trouble.Site.RECORD, 2);
        Search search = Search.minimize(
                        new Trouble.Objective(new Landscape.Himmelblau(), "meters"), Landscape.HIMMELBLAU.bounds())
                .starts(1_000);
        Configuration reporting = new Configuration();
        reporting.setString("metrics.reporters", "recording");
        reporting.setString("metrics.reporter.recording.factory.class", RecordingReporter.Factory.class.getName());

        SearchResult result;
        try (LocalCluster cluster = LocalCluster.start(2, reporting)) {
            result = new Jobs(cluster)
                    .checkpointing()
                    .submit(search, 2, harvests -> Trouble.between(harvests, "meters"))
                    .result()
                    .get();
        }

        assertThat(trouble.had()).isEqualTo(2);
        assertThat(RecordingReporter.last())
                .containsEntry(
                        "thalweg.starts.finished{outcome=converged, study=test}",
                        result.starts().converged())
                .containsEntry("thalweg.starts.finished{outcome=failed, study=test}", 0L)
                .containsEntry("thalweg.descent.count{study=test}", 1_000L)
                .containsEntry("thalweg.minima.distinct{study=test}", result.minimaTotal())
                .containsEntry(
                        "thalweg.best.objective{study=test}", result.best().value())
                .containsEntry("thalweg.descents.active{study=test}", 0L);
        Set<String> catalogue = Arrays.stream(Meter.values()).map(Meter::dotted).collect(Collectors.toSet());
        assertThat(RecordingReporter.last().keySet())
                .map(series -> series.substring(0, series.indexOf('{')).replaceAll("\\.(bucket|sum|count)$", ""))
                .allMatch(catalogue::contains);
    }
}
