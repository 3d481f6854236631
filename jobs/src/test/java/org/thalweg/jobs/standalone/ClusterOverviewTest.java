package org.thalweg.jobs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.thalweg.jobs.cluster.ClusterAddress;

class ClusterOverviewTest {

    @Test
    void only_the_cluster_that_is_meant_counts() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(server, "/overview", "{\"taskmanagers\":2}");
        answer(
                server,
                "/jobmanager/config",
                "[{\"key\":\"rest.port\",\"value\":\"1\"},{\"key\":\"execution.checkpointing.dir\",\"value\":\"file:///a/\"}]");
        server.start();
        ClusterAddress address =
                new ClusterAddress("127.0.0.1", server.getAddress().getPort());
        try {
            assertThat(new ClusterOverview(address, "file:///a/").taskManagers())
                    .isEqualTo(2);
            assertThat(new ClusterOverview(address, "file:///b/").taskManagers())
                    .isZero();
        } finally {
            server.stop(0);
        }
        assertThat(new ClusterOverview(address, "file:///a/").taskManagers()).isZero();
    }

    private static void answer(HttpServer server, String path, String text) {
        server.createContext(path, exchange -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            write(exchange.getResponseBody(), bytes);
        });
    }

    private static void write(OutputStream to, byte[] bytes) throws IOException {
        try (to) {
            to.write(bytes);
        }
    }
}
