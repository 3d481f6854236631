package org.thalweg.monitoring.boards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromQlTest {

    @Test
    void names_and_labels_are_found_wherever_they_are() {
        PromQl query = PromQl.parse(
                "sum by (study, le) (rate(a_bucket{x=\"1\", y=~\"b{c\"}[5m])) / on (z) group_left (w) b:c > 0.5 or vector(0)");

        assertThat(query.metrics()).containsExactly("a_bucket", "b:c");
        assertThat(query.labels()).containsExactly("study", "le", "x", "y", "z", "w");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate(a)",
                "rate(a[5m]",
                "a[5m]",
                "sum(a[5m])",
                "a{b}",
                "a{b=c}",
                "a{b=\"c\" d=\"e\"}",
                "histogram_quantile(a, 0.5)",
                "nosuch(a)",
                "a b",
                "a +",
                "sum by study (a)",
                "a and 1",
                "(a",
                "rate(a[$__rate_interval])",
                "a ; b",
                ""
            })
    void what_is_no_query_is_refused(String text) {
        assertThatThrownBy(() -> PromQl.parse(text)).isInstanceOf(AssertionError.class);
    }
}
