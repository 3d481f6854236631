package org.thalweg.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.jobs.local.SharedCluster;
import org.thalweg.jobs.search.Jobs;
import org.thalweg.jobs.search.Landscape;
import org.thalweg.jobs.search.Trouble;
import org.thalweg.jobs.stream.DescentEnd;
import org.thalweg.jobs.stream.Start;
import org.thalweg.jobs.stream.StreamedDescents;

/** Starts and ends by a real Kafka; in the profile {@code kafka}. */
@ExtendWith(SharedCluster.class)
@Tag("kafka")
class KafkaTest {
    private static final Bounds BOX = Landscape.HIMMELBLAU.bounds();
    private static final int STARTS = 3_000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final LocalCluster cluster;

    @TempDir
    private Path directory;

    KafkaTest(LocalCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void each_start_ends_once_over_failures_a_stop_and_another_parallelism() throws Exception {
        Trouble trouble = Trouble.everySoMany("kafka", 4_000, 3);
        List<String> expected = expected();
        try (KafkaServer kafka = KafkaServer.start(directory)) {
            kafka.create("starts", 3);
            kafka.create("ends", 1);
            send(kafka, 0, STARTS / 2);

            JobClient first = run(kafka, checkpointing(), 2);
            await(kafka, STARTS / 4);
            String savepoint = first.stopWithSavepoint(
                            false, directory.resolve("saved").toUri().toString(), SavepointFormatType.CANONICAL)
                    .get();
            send(kafka, STARTS / 2, STARTS);
            JobClient second = run(kafka, checkpointing().from(savepoint), 3);
            List<String> ends = await(kafka, STARTS);
            second.cancel().get();

            assertThat(trouble.had()).isEqualTo(3);
            assertThat(ends).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private Jobs checkpointing() {
        return new Jobs(cluster).checkpointing(Duration.ofMillis(200));
    }

    private static JobClient run(KafkaServer kafka, Jobs jobs, int parallelism) throws Exception {
        StreamExecutionEnvironment environment = jobs.environment(parallelism);
        StreamedDescents descents =
                StreamedDescents.of(new Trouble.Objective(new Landscape.Himmelblau(), "kafka"), BOX);
        new KafkaStarts(kafka.address()).connect(environment, "starts", descents, "ends");
        return environment.executeAsync();
    }

    private static void send(KafkaServer kafka, int from, int to) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.address()), new StringSerializer(), new StringSerializer())) {
            for (int id = from; id < to; id++) {
                producer.send(new ProducerRecord<>("starts", Integer.toString(id), line(id)));
            }
        }
    }

    private static String line(int id) {
        return "%d: %s, %s".formatted(id, -5 + 10 * part(id * Math.sqrt(2)), -5 + 10 * part(id * Math.sqrt(3)));
    }

    private static double part(double number) {
        return number - Math.floor(number);
    }

    /** What is committed, once so many ends are; at the end a second more, in which one too many would show. */
    private static List<String> await(KafkaServer kafka, int count) {
        List<String> ends = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.address(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition all = new TopicPartition("ends", 0);
            consumer.assign(List.of(all));
            consumer.seekToBeginning(List.of(all));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            boolean more = true;
            while ((ends.size() < count || more) && System.nanoTime() < deadline) {
                more = false;
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    ends.add(record.value());
                    more = true;
                }
            }
        }
        assertThat(ends).hasSizeGreaterThanOrEqualTo(count);
        return ends;
    }

    /** The same descents without failures and without Kafka. */
    private List<String> expected() throws Exception {
        Start[] starts = IntStream.range(0, STARTS)
                .mapToObj(id -> KafkaStarts.start(line(id)))
                .toArray(Start[]::new);
        return StreamedDescents.of(new Landscape.Himmelblau(), BOX)
                .from(new Jobs(cluster).environment(1).fromData(TypeInformation.of(Start.class), starts))
                .executeAndCollect(STARTS + 1)
                .stream()
                .map(DescentEnd::toString)
                .toList();
    }
}
