package org.thalweg.jobs.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thalweg.jobs.prometheus.Program.FILES;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules, configuration and routes by the tools of Prometheus. */
@Tag("prometheus")
class RulesTest {

    @Test
    void promtool_accepts_rules_and_configuration() throws Exception {
        for (String configuration : new String[] {"prometheus.yml", "prometheus-compose.yml"}) {
            assertThat(Program.run(FILES, "promtool", "check", "config", configuration))
                    .contains("2 rule files found");
        }
        assertThat(Program.run(FILES, "promtool", "check", "rules", "thalweg.rules.yml", "thalweg.alerts.yml"))
                .contains("7 rules found", "8 rules found");
    }

    @Test
    void rules_record_and_alerts_fire_and_clear_as_they_should() throws Exception {
        assertThat(Program.run(FILES.resolve("tests"), "promtool", "test", "rules", "thalweg_test.yml"))
                .contains("SUCCESS");
    }

    @ParameterizedTest
    @CsvSource({"critical, on-call", "warning, people", "info, nobody"})
    void amtool_routes_alerts_by_severity(String severity, String receiver) throws Exception {
        assertThat(Program.run(FILES, "amtool", "check-config", "alertmanager.yml"))
                .contains("SUCCESS");
        assertThat(Program.run(
                        FILES,
                        "amtool",
                        "config",
                        "routes",
                        "test",
                        "--config.file=alertmanager.yml",
                        "--verify.receivers=" + receiver,
                        "severity=" + severity))
                .contains(receiver);
    }
}
