package org.thalweg.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.thalweg.deploy.Launch.Ended;

/** A result that is as large as results get. */
@ExtendWith(SharedRunningCluster.class)
@Tag("processes")
class ManyMinimaIT {
    /** A cosine on a slope, so long that it has a hundred and ten thousand valleys. */
    private static final List<String> WORDS = List.of(
            "minimize",
            "cos(x) + 1e-7*x",
            "--bounds",
            "0:691150",
            "--starts",
            "262144",
            "--point-tolerance",
            "1e-6", // by the usual one, neighbours are one that far from 0
            "--list",
            "1000000",
            "--output",
            "json");

    private final RunningCluster cluster;

    ManyMinimaIT(RunningCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void a_hundred_thousand_minima_reach_the_client_as_they_do_in_one_process() throws Exception {
        Ended far = cluster.thalwegHere(WORDS, "--parallelism", "4").run();
        assertThat(far.code()).as(far.err()).isZero();
        JsonNode result = RunningCluster.json(far);
        Ended near = cluster.thalweg(WORDS.toArray(String[]::new)).run();
        assertThat(near.code()).as(near.err()).isZero();
        JsonNode same = RunningCluster.json(near);

        System.out.printf(
                "%d minima, %d bytes of JSON%n",
                result.path("minima").size(), far.out().length());
        assertThat(result.path("minima").size()).isGreaterThanOrEqualTo(100_000);
        assertThat(result.path("minimaTotal").asInt())
                .isEqualTo(result.path("minima").size());
        assertThat(result.path("minima")).isEqualTo(same.path("minima"));
        assertThat(result.path("digest")).isEqualTo(same.path("digest"));
    }
}
