package org.thalweg.monitoring.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MeterTest {

    @Test
    void the_catalogue_holds_exactly_the_names_that_users_rely_on() {
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
    void a_histogram_is_three_series_and_everything_else_one() {
        assertThat(Meter.DESCENT_SECONDS.series())
                .containsExactly(
                        "thalweg_descent_seconds_bucket",
                        "thalweg_descent_seconds_sum",
                        "thalweg_descent_seconds_count");
        assertThat(Meter.LOSS.series()).containsExactly("thalweg_loss");
    }

    @Test
    void every_meter_is_explained_in_one_sentence() {
        assertThat(Meter.values())
                .allSatisfy(meter -> assertThat(meter.description()).matches("[A-Z].*\\."));
    }

    @Test
    void dotted_names_are_lower_case_words_under_one_roof() {
        assertThat(Meter.values())
                .extracting(Meter::dotted)
                .allMatch(name -> name.matches("thalweg(\\.[a-z]+)+"))
                .doesNotHaveDuplicates();
    }
}
