package org.thalweg.monitoring.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MeterTest {

    @Test
    void theCatalogueHoldsExactlyTheNamesThatUsersRelyOn() {
        assertThat(Arrays.stream(Meter.values()).map(Meter::prometheusName))
                .containsExactlyInAnyOrder(
                        "thalweg_starts_finished_total",
                        "thalweg_evaluations_total",
                        "thalweg_best_objective",
                        "thalweg_minima_distinct",
                        "thalweg_unseen_minima_probability",
                        "thalweg_gradient_norm",
                        "thalweg_descents_active",
                        "thalweg_descent_seconds",
                        "thalweg_rounds_total",
                        "thalweg_round_seconds",
                        "thalweg_loss",
                        "thalweg_rows_rejected_total");
    }

    @Test
    void aHistogramIsThreeSeriesAndEverythingElseOne() {
        assertThat(Meter.DESCENT_SECONDS.series())
                .containsExactly(
                        "thalweg_descent_seconds_bucket",
                        "thalweg_descent_seconds_sum",
                        "thalweg_descent_seconds_count");
        assertThat(Meter.LOSS.series()).containsExactly("thalweg_loss");
    }

    @Test
    void everyMeterIsExplainedInOneSentence() {
        assertThat(Meter.values())
                .allSatisfy(meter -> assertThat(meter.description()).matches("[A-Z].*\\."));
    }

    @Test
    void dottedNamesAreLowerCaseWordsUnderOneRoof() {
        assertThat(Meter.values())
                .extracting(Meter::dotted)
                .allMatch(name -> name.matches("thalweg(\\.[a-z]+)+"))
                .doesNotHaveDuplicates();
    }
}
