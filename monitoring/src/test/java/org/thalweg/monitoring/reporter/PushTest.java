package org.thalweg.monitoring.reporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.thalweg.core.run.ConvergenceEvent;
import org.thalweg.monitoring.meters.ConvergenceMeters;
import org.thalweg.monitoring.meters.ConvergenceTotals;
import org.thalweg.monitoring.meters.Durations;

/** The sinks that are pushed to, against receivers in this process. */
class PushTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ConvergenceTotals TOTALS =
            ConvergenceTotals.none().plus(new ConvergenceEvent(5, 1, 0, 2, 1234, -0.25, 1e-9, 3), Durations.of(0.5));

    @Test
    void otlp_gets_cumulative_sums_and_gauges_with_names_units_and_descriptions() throws Exception {
        try (Receiver receiver = Receiver.open("/v1/metrics")) {
            MicrometerReporter reporter =
                    Reporters.open("sink", "otlp", "otlp.url", receiver.url(), "interval", "100 ms");
            search(reporter, "quartic");

            await().atMost(PATIENCE).until(() -> !receiver.bodies.isEmpty());
            reporter.close();

            Map<String, Metric> metrics = decode(receiver.bodies.get(receiver.bodies.size() - 1));
            Metric evaluations = metrics.get("thalweg.evaluations");
            assertThat(evaluations.getDescription()).isEqualTo("Evaluations of the objective.");
            assertThat(evaluations.getSum().getIsMonotonic()).isTrue();
            assertThat(evaluations.getSum().getAggregationTemporality())
                    .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
            assertThat(points(evaluations.getSum().getDataPointsList()))
                    .containsExactly(Map.entry("{study=quartic}", 1234.0));
            assertThat(points(metrics.get("thalweg.starts.finished").getSum().getDataPointsList()))
                    .containsEntry("{outcome=converged, study=quartic}", 5.0)
                    .containsEntry("{outcome=non_finite, study=quartic}", 0.0);
            assertThat(points(metrics.get("thalweg.best.objective").getGauge().getDataPointsList()))
                    .containsExactly(Map.entry("{study=quartic}", -0.25));
            assertThat(points(metrics.get("thalweg.descent.bucket").getSum().getDataPointsList()))
                    .containsEntry("{le=0.1, study=quartic}", 0.0)
                    .containsEntry("{le=1.0, study=quartic}", 1.0)
                    .hasSize(Durations.buckets());
            assertThat(metrics.get("thalweg.descent.sum").getUnit()).isEqualTo("seconds");
        }
    }

    private static Map<String, Metric> decode(byte[] body) throws IOException {
        return ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList().stream()
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .flatMap(scope -> scope.getMetricsList().stream())
                .collect(Collectors.toMap(Metric::getName, metric -> metric));
    }

    private static Map<String, Double> points(List<NumberDataPoint> points) {
        return points.stream()
                .collect(Collectors.toMap(
                        point -> point.getAttributesList().stream()
                                .map(label ->
                                        label.getKey() + "=" + label.getValue().getStringValue())
                                .sorted()
                                .collect(Collectors.joining(", ", "{", "}")),
                        NumberDataPoint::getAsDouble));
    }

    @Test
    void influx_gets_lines_that_no_name_of_a_study_breaks() throws Exception {
        try (Receiver receiver = Receiver.open("/write")) {
            MicrometerReporter reporter = Reporters.open(
                    "sink",
                    "influx",
                    "influx.uri",
                    receiver.root(),
                    "influx.autoCreateDb",
                    "false",
                    "interval",
                    "100 ms");
            search(reporter, "a b,c=\"d\\");

            await().atMost(PATIENCE).until(() -> !receiver.bodies.isEmpty());
            reporter.close();

            List<String> lines = receiver.bodies.stream()
                    .flatMap(body -> new String(body, StandardCharsets.UTF_8).lines())
                    .toList();
            assertThat(lines)
                    .allMatch(line ->
                            line.matches("[a-z_]+(,[a-z_]+=(\\\\[ ,=\"]|[^ ,=\"\\\\])+)* value=[-+0-9.E]+ \\d+"));
            assertThat(lines)
                    .anyMatch(line -> line.startsWith(
                            "thalweg_best_objective,study=a\\ b\\,c\\=\\\"d_,metric_type=gauge value=-0.25 "));
            double evaluations = lines.stream()
                    .filter(line -> line.startsWith("thalweg_evaluations,"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll(".* value=(\\S+) .*", "$1")))
                    .sum();
            assertThat(evaluations).isEqualTo(1234); // differences, which add up to the total by the end
        }
    }

    @Test
    void statsd_gets_datagrams_that_no_name_of_a_study_breaks() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            MicrometerReporter reporter = Reporters.open(
                    "sink",
                    "statsd",
                    "statsd.host",
                    "127.0.0.1",
                    "statsd.port",
                    "" + socket.getLocalPort(),
                    "interval",
                    "100 ms");
            search(reporter, "a|c,b:1#@");
            reporter.close();

            String line;
            do {
                line = receive(socket);
                assertThat(line).matches("[a-z.]+:-?[0-9.E+-]+\\|[cg]\\|#[^|]+");
            } while (!line.startsWith("thalweg.evaluations:1234|c"));
            assertThat(line).contains("study:a_c_b_1__");
        }
    }

    private static String receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    @Test
    void a_sink_that_is_down_costs_a_count_and_nothing_else() throws Exception {
        int port = freePort();
        MicrometerReporter otlp = Reporters.open(
                "sink", "otlp", "otlp.url", "http://127.0.0.1:" + port + "/v1/metrics", "interval", "50 ms");
        MicrometerReporter influx =
                Reporters.open("sink", "influx", "influx.uri", "http://127.0.0.1:" + port, "interval", "50 ms");
        MicrometerReporter statsd =
                Reporters.open("sink", "statsd", "statsd.host", "no-such-host.invalid", "interval", "50 ms");
        for (MicrometerReporter reporter : List.of(otlp, influx, statsd)) {
            search(reporter, "quartic");
            await().atMost(PATIENCE).until(() -> reporter.tally().dropped() >= 2);
            reporter.close();
        }
    }

    @Test
    void a_sink_that_hangs_holds_up_neither_the_job_nor_for_long_the_end() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            MicrometerReporter reporter = Reporters.open(
                    "sink",
                    "otlp",
                    "otlp.url",
                    "http://127.0.0.1:" + deaf.getLocalPort() + "/v1/metrics",
                    "interval",
                    "50 ms");
            deaf.accept(); // it is being pushed to, and gets no answer from now on
            long before = System.nanoTime();
            search(reporter, "quartic");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));

            reporter.close();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
            assertThat(reporter.tally().dropped()).isPositive();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void search(MicrometerReporter reporter, String study) {
        new ConvergenceMeters(ReportingGroup.operator(reporter, "job"), study, false, TOTALS);
    }

    /** An HTTP server that keeps what is posted to it. */
    private record Receiver(HttpServer server, String path, List<byte[]> bodies) implements AutoCloseable {

        static Receiver open(String path) throws IOException {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
            List<byte[]> bodies = new CopyOnWriteArrayList<>();
            server.createContext(path, exchange -> {
                boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
                byte[] body = zipped
                        ? new GZIPInputStream(exchange.getRequestBody()).readAllBytes()
                        : exchange.getRequestBody().readAllBytes();
                if (new String(body, StandardCharsets.UTF_8).contains("thalweg")) {
                    bodies.add(body);
                }
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return new Receiver(server, path, bodies);
        }

        String root() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        String url() {
            return root() + path;
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
