package org.thalweg.monitoring.boards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules and routes as files; whether they do what they should is tested by promtool, in the profile prometheus. */
class RulesTest {

    @Test
    void every_rule_parses_and_asks_for_names_and_labels_of_the_catalogue_alone() {
        assertThat(Rules.all())
                .hasSizeGreaterThan(10)
                .allSatisfy(rule -> Known.check(rule.record() + rule.alert(), rule.expression()));
    }

    @Test
    void every_trouble_that_is_worth_it_has_its_alert() {
        assertThat(Rules.all())
                .filteredOn(rule -> !rule.alert().isEmpty())
                .extracting(Rules.Rule::alert)
                .containsExactlyInAnyOrder(
                        "ThalwegNoProgress",
                        "ThalwegNonFinite",
                        "ThalwegStagnation",
                        "ThalwegRestartStorm",
                        "ThalwegCheckpointsFailing",
                        "ThalwegRowsRejected",
                        "ThalwegTargetDown",
                        "ThalwegTooManySeries");
    }

    @Test
    void every_alert_has_a_severity_that_is_routed_and_says_what_to_do() {
        Set<String> routed = new HashSet<>(Set.of("warning")); // to whom the default route leads
        Rules.read("alertmanager.yml")
                .at("/route/routes")
                .forEach(route -> routed.add(route.at("/matchers/0").asText().replaceAll("severity=\"(.*)\"", "$1")));
        assertThat(routed).containsExactlyInAnyOrder("critical", "warning", "info");
        assertThat(Rules.all()).filteredOn(rule -> !rule.alert().isEmpty()).allSatisfy(rule -> {
            assertThat(routed).contains(rule.yaml().at("/labels/severity").asText());
            assertThat(rule.yaml().at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.yaml().at("/annotations/description").asText()).matches("[A-Z].*[.?]");
        });
    }

    @Test
    void every_alert_is_tested() {
        JsonNode tests = Rules.read("tests/thalweg_test.yml");
        Set<String> tested = new HashSet<>(tests.findValuesAsText("alertname"));

        assertThat(Rules.all())
                .filteredOn(rule -> !rule.alert().isEmpty())
                .extracting(Rules.Rule::alert)
                .allMatch(tested::contains);
    }

    @Test
    void prometheus_loads_both_files() {
        assertThat(List.of(Rules.read("prometheus.yml").get("rule_files")).get(0))
                .map(JsonNode::asText)
                .containsExactly("thalweg.rules.yml", "thalweg.alerts.yml");
    }
}
