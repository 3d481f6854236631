package org.thalweg.jobs.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.core.search.Kind;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.jobs.local.SharedCluster;
import org.thalweg.jobs.stream.DescentEnd;

@ExtendWith(SharedCluster.class)
class StreamedStartsExampleTest {

    @TempDir
    private Path directory;

    @TempDir
    private Path elsewhere;

    @Test
    void descents_begin_at_the_starts_in_the_files(LocalCluster cluster) throws Exception {
        add("first", "1: 2.5, 1.5\n2: -3.0, 3.5\n");
        add("second", "3: -4, -3\n4: 3.2, -2\n");

        List<DescentEnd> ends = StreamedStartsExample.ends(cluster.environment(), directory, false)
                .executeAndCollect(5);

        assertThat(ends)
                .extracting(DescentEnd::id, end -> Math.round(end.x()[0]), DescentEnd::kind)
                .containsExactlyInAnyOrder(
                        tuple(1L, 3L, Kind.MINIMUM),
                        tuple(2L, -3L, Kind.MINIMUM),
                        tuple(3L, -4L, Kind.MINIMUM),
                        tuple(4L, 4L, Kind.MINIMUM));
    }

    @Test
    void files_that_come_later_are_read_too(LocalCluster cluster) throws Exception {
        add("first", "1: 2.5, 1.5\n");
        List<Long> ended = new ArrayList<>();
        CloseableIterator<DescentEnd> ends = StreamedStartsExample.ends(cluster.environment(), directory, true)
                .executeAndCollect();
        try {
            ended.add(ends.next().id());
            add("later", "2: -3.0, 3.5\n");
            ended.add(ends.next().id());
        } finally {
            ends.close();
        }
        assertThat(ended).containsExactly(1L, 2L);
    }

    /** A file appears at once, with all that is in it. */
    private void add(String name, String text) throws Exception {
        Path whole = Files.writeString(elsewhere.resolve(name), text);
        Files.move(whole, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
