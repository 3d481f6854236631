package org.thalweg.monitoring.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.thalweg.core.run.ConvergenceEvent;

class ConvergenceMetersTest {
    private final RecordingGroup group = new RecordingGroup();

    @Test
    void every_series_is_there_from_the_start() {
        new ConvergenceMeters(group, "quartic", false, ConvergenceTotals.none());

        for (String outcome : new String[] {"converged", "budget_spent", "non_finite", "failed"}) {
            assertThat(group.value("thalweg.starts.finished{outcome=" + outcome + ", study=quartic}"))
                    .isEqualTo(0L);
        }
        assertThat(group.value("thalweg.descents.active{study=quartic}")).isEqualTo(0L);
        assertThat(group.value("thalweg.best.objective{study=quartic}")).isEqualTo(Double.NaN);
    }

    @Test
    void nothing_is_registered_that_the_catalogue_does_not_name() {
        new ConvergenceMeters(group, "quartic", false, ConvergenceTotals.none());

        Set<String> catalogue = Arrays.stream(Meter.values())
                .flatMap(meter -> meter.type() == Meter.Type.TIMER
                        ? Set.of(meter.dotted() + ".bucket", meter.dotted() + ".sum", meter.dotted() + ".count")
                                .stream()
                        : Set.of(meter.dotted()).stream())
                .collect(Collectors.toSet());
        assertThat(group.metrics().keySet())
                .map(series -> series.substring(0, series.indexOf('{')))
                .allMatch(catalogue::contains);
        assertThat(group.metrics().keySet()).allMatch(series -> series.contains("study=quartic"));
    }

    @Test
    void totals_add_up_and_the_best_is_the_lowest() {
        ConvergenceMeters meters = new ConvergenceMeters(group, "quartic", false, ConvergenceTotals.none());
        ConvergenceTotals totals = ConvergenceTotals.none()
                .plus(new ConvergenceEvent(3, 1, 0, 0, 100, 0.5, 1e-9, 8), took(0.002, 0.02))
                .plus(new ConvergenceEvent(2, 0, 1, 4, 50, 0.7, 1e-10, 7), took(5000));

        meters.publish(totals);
        meters.show(15, 1e-10);
        meters.showMinima(4, 0.03);

        assertThat(totals.finished()).isEqualTo(11);
        assertThat(values())
                .containsEntry("thalweg.starts.finished{outcome=converged, study=quartic}", 5L)
                .containsEntry("thalweg.starts.finished{outcome=budget_spent, study=quartic}", 1L)
                .containsEntry("thalweg.starts.finished{outcome=non_finite, study=quartic}", 1L)
                .containsEntry("thalweg.starts.finished{outcome=failed, study=quartic}", 4L)
                .containsEntry("thalweg.evaluations{study=quartic}", 150L)
                .containsEntry("thalweg.best.objective{study=quartic}", 0.5)
                .containsEntry("thalweg.gradient.norm{study=quartic}", 1e-10)
                .containsEntry("thalweg.descents.active{study=quartic}", 15L)
                .containsEntry("thalweg.minima.distinct{study=quartic}", 4L)
                .containsEntry("thalweg.unseen.minima.probability{study=quartic}", 0.03);
    }

    @Test
    void histogram_buckets_are_cumulative() {
        new ConvergenceMeters(group, "quartic", false, ConvergenceTotals.none())
                .publish(ConvergenceTotals.none()
                        .plus(new ConvergenceEvent(4, 0, 0, 0, 4, 0, 0, 0), took(0.001, 0.002, 0.02, 5000)));

        assertThat(values())
                .containsEntry("thalweg.descent.bucket{le=1.0E-4, study=quartic}", 0L)
                .containsEntry("thalweg.descent.bucket{le=0.001, study=quartic}", 1L)
                .containsEntry("thalweg.descent.bucket{le=0.01, study=quartic}", 2L)
                .containsEntry("thalweg.descent.bucket{le=0.1, study=quartic}", 3L)
                .containsEntry("thalweg.descent.bucket{le=1000.0, study=quartic}", 3L)
                .containsEntry("thalweg.descent.bucket{le=+Inf, study=quartic}", 4L)
                .containsEntry("thalweg.descent.count{study=quartic}", 4L)
                .containsEntry("thalweg.descent.sum{study=quartic}", 5000.023);
    }

    @Test
    void maximization_shows_values_as_the_user_knows_them() {
        new ConvergenceMeters(group, "hill", true, ConvergenceTotals.none())
                .publish(ConvergenceTotals.none()
                        .plus(new ConvergenceEvent(1, 0, 0, 0, 9, -2.5, 0, 0), Durations.none()));

        assertThat(group.value("thalweg.best.objective{study=hill}")).isEqualTo(2.5);
    }

    @Test
    void publishing_the_same_totals_again_changes_nothing() {
        ConvergenceMeters meters = new ConvergenceMeters(group, "quartic", false, ConvergenceTotals.none());
        ConvergenceTotals totals = ConvergenceTotals.none().plus(new ConvergenceEvent(1, 0, 0, 0, 9, 1, 0, 0), took(1));
        meters.publish(totals);
        Map<String, Number> before = values();

        meters.publish(totals);

        assertThat(values()).isEqualTo(before);
    }

    private Map<String, Number> values() {
        return group.metrics().keySet().stream().collect(Collectors.toMap(series -> series, group::value));
    }

    private static Durations took(double... seconds) {
        long[] counts = new long[Durations.buckets()];
        double sum = 0;
        for (double one : seconds) {
            counts[Durations.bucket(one)]++;
            sum += one;
        }
        return new Durations(counts, sum);
    }
}
