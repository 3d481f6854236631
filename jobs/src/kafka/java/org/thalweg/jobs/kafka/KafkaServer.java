package org.thalweg.jobs.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;

/** A Kafka of one process, by itself (KRaft), that listens on loopback and keeps its files in a folder of the test's. */
final class KafkaServer implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final String address;

    private KafkaServer(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    static KafkaServer start(Path folder) throws IOException, InterruptedException, ExecutionException {
        int[] ports = freePorts();
        String address = "127.0.0.1:" + ports[0];
        Path settings = Files.write(
                folder.resolve("server.properties"),
                List.of(
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@127.0.0.1:" + ports[1],
                        "controller.listener.names=CONTROLLER",
                        "listeners=PLAINTEXT://%s,CONTROLLER://127.0.0.1:%d".formatted(address, ports[1]),
                        "advertised.listeners=PLAINTEXT://" + address,
                        "log.dirs=" + folder.resolve("log"),
                        "offsets.topic.replication.factor=1",
                        "offsets.topic.num.partitions=1",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "transaction.state.log.num.partitions=1",
                        "group.initial.rebalance.delay.ms=0"));
        String id = Uuid.randomUuid().toString();
        Process format = java(folder, "kafka.tools.StorageTool", "format", "-t", id, "-c", settings.toString());
        if (!format.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || format.exitValue() != 0) {
            format.destroyForcibly();
            throw new IOException("no storage: " + Files.readString(folder.resolve("kafka.out")));
        }
        KafkaServer server = new KafkaServer(java(folder, "kafka.Kafka", settings.toString()), address);
        try (Admin admin = server.admin()) {
            admin.describeCluster().nodes().get(); // which waits until it answers
        } catch (ExecutionException e) {
            server.close();
            throw new IOException("no Kafka: " + Files.readString(folder.resolve("kafka.out")), e);
        }
        return server;
    }

    private static int[] freePorts() throws IOException {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new int[] {one.getLocalPort(), other.getLocalPort()};
        }
    }

    private static Process java(Path folder, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("kafka.out").toFile()))
                .start();
    }

    /** {@code HOST:PORT}. */
    String address() {
        return address;
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", address));
    }

    void create(String topic, int partitions) throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
