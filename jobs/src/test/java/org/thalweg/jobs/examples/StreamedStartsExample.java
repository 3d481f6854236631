package org.thalweg.jobs.examples;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.jobs.stream.DescentEnd;
import org.thalweg.jobs.stream.Start;
import org.thalweg.jobs.stream.StreamedDescents;

/**
 * Descents from the starts in a directory of text files, one a line: {@code 17: 0.5, -1.25}. Files that are added while the
 * job runs are read as they come. Any other source does as well, Kafka's for one: what is needed is a stream of starts.
 */
public final class StreamedStartsExample {
    private StreamedStartsExample() {}

    /** @param watched whether the directory goes on being watched; otherwise the stream ends with the files that are there */
    static DataStream<DescentEnd> ends(StreamExecutionEnvironment environment, Path directory, boolean watched) {
        FileSource.FileSourceBuilder<String> files = FileSource.forRecordStreamFormat(
                new TextLineInputFormat(), new org.apache.flink.core.fs.Path(directory.toUri()));
        FileSource<String> source = (watched ? files.monitorContinuously(Duration.ofMillis(100)) : files).build();
        DataStream<Start> starts = environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "files")
                .uid("files")
                .map(StreamedStartsExample::start)
                .returns(TypeInformation.of(Start.class))
                .uid("starts");
        return StreamedDescents.of(new EmbeddingExample.Himmelblau(2), Bounds.cube(2, -5, 5))
                .from(starts);
    }

    private static Start start(String line) {
        String[] parts = line.split("[:,]");
        double[] x =
                Arrays.stream(parts).skip(1).mapToDouble(Double::parseDouble).toArray();
        return new Start(Long.parseLong(parts[0].trim()), x);
    }
}
