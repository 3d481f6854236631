package org.thalweg.monitoring.reporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.thalweg.core.run.ConvergenceEvent;
import org.thalweg.monitoring.meters.Catalogue;
import org.thalweg.monitoring.meters.CatalogueEntry;
import org.thalweg.monitoring.meters.ConvergenceMeters;
import org.thalweg.monitoring.meters.ConvergenceTotals;
import org.thalweg.monitoring.meters.Durations;
import org.thalweg.monitoring.meters.FitMeters;
import org.thalweg.monitoring.meters.FitTotals;
import org.thalweg.monitoring.meters.Meter;

class ScrapeTest {
    private final MicrometerReporter reporter = Reporters.scraped();

    @AfterEach
    void close() {
        reporter.close();
    }

    @Test
    void a_search_and_a_fit_show_the_names_of_the_contract_with_types_and_help() throws Exception {
        search("quartic", ConvergenceTotals.none());
        new FitMeters(
                        operator("job-2"),
                        "line",
                        FitTotals.none().plusRound(0.02).plusRejected(3))
                .show(1.5, 1e-3);

        Exposed scraped = Exposed.at(address());

        for (Meter meter : Meter.values()) {
            assertThat(scraped.types())
                    .containsEntry(
                            meter.prometheusName(),
                            switch (meter.type()) {
                                case COUNTER -> "counter";
                                case GAUGE -> "gauge";
                                case TIMER -> "histogram";
                            });
            assertThat(scraped.help()).containsEntry(meter.prometheusName(), meter.description());
            meter.series().forEach(name -> assertThat(scraped.of(name)).as(name).isNotEmpty());
        }
        assertThat(scraped.value("thalweg_rows_rejected_total{study=line}")).isEqualTo(3);
        assertThat(scraped.value("thalweg_rounds_total{study=line}")).isEqualTo(1);
        assertThat(scraped.value("thalweg_loss{study=line}")).isEqualTo(1.5);
        assertThat(scraped.value("thalweg_round_seconds_bucket{le=0.1, study=line}"))
                .isEqualTo(1);
        assertThat(scraped.value("thalweg_best_objective{study=quartic}")).isNaN();
    }

    @Test
    void nothing_is_shown_that_the_catalogue_does_not_name() throws Exception {
        search("quartic", ConvergenceTotals.none());
        operator("job-1").counter("numRecordsIn", new SimpleCounter());
        operator("job-1").counter("thalweg.of.somebody.else", new SimpleCounter());
        operator("job-1").counter("thalweg.loss.bucket", new SimpleCounter());
        Set<String> catalogue =
                Catalogue.entries().stream().map(CatalogueEntry::prometheusName).collect(Collectors.toSet());

        assertThat(Exposed.at(address()).types().keySet()).isSubsetOf(catalogue);
    }

    @Test
    void a_histogram_adds_up() throws Exception {
        ConvergenceMeters meters = search("quartic", ConvergenceTotals.none());
        meters.publish(
                ConvergenceTotals.none().plus(new ConvergenceEvent(3, 0, 0, 0, 3, 0, 0, 0), took(0.0005, 0.02, 5000)));

        Exposed scraped = Exposed.at(address());

        List<Double> buckets = scraped.of("thalweg_descent_seconds_bucket").stream()
                .map(scraped::value)
                .toList();
        assertThat(buckets).hasSize(Durations.buckets()).isSorted().endsWith(3.0);
        assertThat(scraped.value("thalweg_descent_seconds_bucket{le=0.001, study=quartic}"))
                .isEqualTo(1);
        assertThat(scraped.value("thalweg_descent_seconds_count{study=quartic}"))
                .isEqualTo(3);
        assertThat(scraped.value("thalweg_descent_seconds_sum{study=quartic}")).isEqualTo(5000.0205);
    }

    @Test
    void the_number_of_series_does_not_depend_on_the_number_of_starts() throws Exception {
        ConvergenceMeters meters = search("quartic", ConvergenceTotals.none());
        meters.publish(totals(10));
        Set<String> few = Exposed.at(address()).samples().keySet();
        meters.publish(totals(10_000_000));

        assertThat(Exposed.at(address()).samples().keySet()).isEqualTo(few);
    }

    @Test
    void flinks_own_metrics_are_shown_in_base_units_and_one_series_whatever_the_parallelism() throws Exception {
        for (int subtask = 0; subtask < 3; subtask++) {
            double busy = 100 * (subtask + 1);
            ReportingGroup.of(
                            reporter,
                            "taskmanager.job.task",
                            Map.of("job_name", "thalweg quartic", "task_name", "search", "subtask_index", "" + subtask))
                    .gauge("busyTimeMsPerSecond", (Gauge<Double>) () -> busy);
        }
        ReportingGroup job =
                ReportingGroup.of(reporter, "jobmanager.job", Map.of("job_name", "thalweg quartic", "job_id", "a"));
        job.gauge("numRestarts", (Gauge<Long>) () -> 2L);
        job.gauge("lastCheckpointDuration", (Gauge<Long>) () -> 250L);
        job.gauge("lastCheckpointSize", (Gauge<Long>) () -> -1L); // Flink's word for none
        job.gauge("uptime", (Gauge<Long>) () -> 9L);
        ReportingGroup.of(reporter, "jobmanager.Status.JVM.Memory.Heap", Map.of())
                .gauge("Used", (Gauge<Long>) () -> 1024L);
        ReportingGroup.of(reporter, "taskmanager.Status.JVM.Memory.Heap", Map.of())
                .gauge("Used", (Gauge<Long>) () -> 2048L);

        Exposed scraped = Exposed.at(address());

        assertThat(scraped.value("flink_task_busy_ratio{study=quartic, task=search}"))
                .isEqualTo(0.3);
        assertThat(scraped.value("flink_job_restarts_total{study=quartic}")).isEqualTo(2);
        assertThat(scraped.value("flink_checkpoint_last_duration_seconds{study=quartic}"))
                .isEqualTo(0.25);
        assertThat(scraped.value("flink_heap_used_bytes{component=jobmanager}")).isEqualTo(1024);
        assertThat(scraped.value("flink_heap_used_bytes{component=taskmanager}"))
                .isEqualTo(2048);
        assertThat(scraped.value("flink_checkpoint_last_size_bytes{study=quartic}"))
                .isNaN();
        assertThat(scraped.samples()).hasSize(6 + 2);
    }

    @Test
    void subtasks_have_series_of_their_own_if_that_is_asked_for() throws Exception {
        MicrometerReporter detailed = Reporters.open("port", "0", "subtasks", "true");
        try {
            for (String subtask : new String[] {"0", "1"}) {
                ReportingGroup.of(
                                detailed,
                                "taskmanager.job.task",
                                Map.of("job_name", "x", "task_name", "search", "subtask_index", subtask))
                        .gauge("busyTimeMsPerSecond", (Gauge<Double>) () -> 500.0);
            }

            assertThat(Exposed.at(detailed.get()).of("flink_task_busy_ratio"))
                    .containsExactly(
                            "flink_task_busy_ratio{study=x, subtask=0, task=search}",
                            "flink_task_busy_ratio{study=x, subtask=1, task=search}");
        } finally {
            detailed.close();
        }
    }

    @Test
    void the_name_of_a_study_cannot_add_a_line_a_label_or_a_trick() throws Exception {
        String evil = "x\"} 1\nthalweg_loss{study=\"y\\ ${jndi:ldap://h/a} \u202Eabc\u0007 <script>";
        search(evil, ConvergenceTotals.none());

        Exposed scraped = Exposed.at(address());

        assertThat(scraped.of("thalweg_evaluations_total"))
                .containsExactly("thalweg_evaluations_total{study=x\"} 1\uFFFDthalweg_loss{study=\"y\\ "
                        + "${jndi:ldap://h/a} \uFFFDabc\uFFFD <script>}");
        assertThat(scraped.types()).doesNotContainKey("thalweg_loss");
    }

    @Test
    void long_names_are_cut_and_no_half_of_a_character_is_left() {
        assertThat(LabelText.clean("a".repeat(500))).hasSize(101).endsWith("…");
        assertThat(LabelText.clean("😀".repeat(100))).isEqualTo("😀".repeat(100));
        assertThat(LabelText.clean("a\uD83D")).isEqualTo("a\uFFFD");
    }

    @Test
    void a_taken_port_is_passed_over() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            MicrometerReporter next = Reporters.open("port", port + "-" + Math.min(65535, port + 20));
            try {
                assertThat(next.get().getPort()).isBetween(port + 1, port + 20);
                assertThat(Exposed.get(next.get()).statusCode()).isEqualTo(200);
            } finally {
                next.close();
            }
            assertThatThrownBy(() -> Reporters.open("port", "" + port))
                    .hasMessageContaining("port " + port + " of 127.0.0.1: none is free");
        }
    }

    @Test
    void only_loopback_listens() {
        assertThat(address().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void other_paths_methods_and_origins_are_refused() throws Exception {
        for (String path : new String[] {"/", "/metrics/", "/../etc/passwd", "/metrics/../x", "/%2e%2e/metrics"}) {
            assertThat(status("GET " + path, "Host: 127.0.0.1")).as(path).isEqualTo(404);
        }
        assertThat(status("GET /metrics", "Host: 127.0.0.1")).isEqualTo(200);
        assertThat(status("GET /metrics", "Host: localhost:9249")).isEqualTo(200);
        assertThat(status("POST /metrics", "Host: 127.0.0.1")).isEqualTo(405);
        assertThat(status("DELETE /metrics", "Host: 127.0.0.1")).isEqualTo(405);
        assertThat(status("GET /metrics", "Host: evil.example")).isEqualTo(403);
        assertThat(status("GET /metrics", "Host: 127.0.0.1.evil.example")).isEqualTo(403);
        assertThat(status("GET /metrics", "Host: 127.0.0.1\r\nOrigin: http://evil.example"))
                .isEqualTo(403);
    }

    /** By hand, since clients tidy up paths and do not let one forge a host. */
    private int status(String request, String headers) throws Exception {
        try (Socket socket = new Socket(address().getHost(), address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ")[1]);
        }
    }

    @Test
    void a_token_is_asked_for_where_there_is_one() throws Exception {
        MicrometerReporter guarded = Reporters.open("port", "0", "token", "s3cret");
        try {
            URI address = guarded.get();
            assertThat(Exposed.get(address).statusCode()).isEqualTo(401);
            assertThat(Exposed.get(address, "Authorization", "Bearer s3cre").statusCode())
                    .isEqualTo(401);
            assertThat(Exposed.get(address, "Authorization", "Bearer s3cret").statusCode())
                    .isEqualTo(200);
        } finally {
            guarded.close();
        }
    }

    @Test
    void open_metrics_is_spoken_to_those_who_ask_for_it() throws Exception {
        search("quartic", ConvergenceTotals.none());

        HttpResponse<String> answer = Exposed.get(
                address(), "Accept", "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5");

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text"));
        assertThat(answer.body()).endsWith("# EOF\n").contains("# UNIT thalweg_descent_seconds seconds");
    }

    @Test
    void settings_that_make_no_sense_are_refused_with_a_sentence() {
        assertThatThrownBy(() -> Reporters.open("port", "9259-9249"))
                .hasMessage("port (9259-9249) must be a port, or a range such as 9249-9259, of ports up to 65535.");
        assertThatThrownBy(() -> Reporters.open("sink", "carrier pigeon"))
                .hasMessage("sink (carrier pigeon) must be prometheus, otlp, statsd or influx.");
        assertThatThrownBy(() -> Reporters.open("interval", "soon"))
                .hasMessage("interval (soon) must be a time above 0, such as 15 s, 500 ms or 1 min.");
    }

    private URI address() {
        return reporter.get();
    }

    private ReportingGroup operator(String job) {
        return ReportingGroup.operator(reporter, job);
    }

    private ConvergenceMeters search(String study, ConvergenceTotals totals) {
        return new ConvergenceMeters(operator("job-1"), study, false, totals);
    }

    private static ConvergenceTotals totals(long starts) {
        return new ConvergenceTotals(starts, 0, 0, 0, 9 * starts, -1, Durations.of(0.1));
    }

    private static Durations took(double... seconds) {
        return Arrays.stream(seconds).mapToObj(Durations::of).reduce(Durations.none(), Durations::plus);
    }
}
