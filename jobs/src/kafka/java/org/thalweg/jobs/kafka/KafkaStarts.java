package org.thalweg.jobs.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.thalweg.jobs.stream.DescentEnd;
import org.thalweg.jobs.stream.Start;
import org.thalweg.jobs.stream.StreamedDescents;

/**
 * Descents from starts that come by Kafka, whose ends go there: the connection that a pipeline needs beside
 * {@link StreamedDescents}. A start is a text such as {@code 17: 0.5, -1.25}; an end is the text of a {@link DescentEnd}.
 *
 * <p>Each start ends once in the topic of the ends, for consumers that read what is committed: the offsets of the starts,
 * the descents in flight and the transaction of the ends are all of the same checkpoint.
 *
 * @param server {@code HOST:PORT}
 */
record KafkaStarts(String server) {

    /** Lets a job read starts from one topic and write ends to another, for as long as it runs. */
    void connect(StreamExecutionEnvironment environment, String starts, StreamedDescents descents, String ends) {
        DataStream<DescentEnd> stream = descents.from(environment
                .fromSource(source(starts), WatermarkStrategy.noWatermarks(), "starts")
                .uid("starts")
                .map(KafkaStarts::start)
                .returns(TypeInformation.of(Start.class))
                .uid("reading"));
        stream.sinkTo(sink(ends)).uid("ends");
    }

    private KafkaSource<String> source(String topic) {
        return KafkaSource.<String>builder()
                .setBootstrapServers(server)
                .setTopics(topic)
                .setGroupId("thalweg")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setValueOnlyDeserializer(new SimpleStringSchema())
                .build();
    }

    private KafkaSink<DescentEnd> sink(String topic) {
        return KafkaSink.<DescentEnd>builder()
                .setBootstrapServers(server)
                .setRecordSerializer(KafkaRecordSerializationSchema.<DescentEnd>builder()
                        .setTopic(topic)
                        .setValueSerializationSchema(new Text())
                        .build())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix("thalweg-" + topic)
                .setProperty("transaction.timeout.ms", "60000")
                .build();
    }

    static Start start(String line) {
        String[] parts = line.split("[:,]");
        double[] x =
                Arrays.stream(parts).skip(1).mapToDouble(Double::parseDouble).toArray();
        return new Start(Long.parseLong(parts[0].trim()), x);
    }

    /** A class of its own, since Flink wants to know its type. */
    private static final class Text implements SerializationSchema<DescentEnd> {
        private static final long serialVersionUID = 1;

        @Override
        public byte[] serialize(DescentEnd end) {
            return end.toString().getBytes(StandardCharsets.UTF_8);
        }
    }
}
