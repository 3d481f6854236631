package org.thalweg.jobs.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.thalweg.core.run.SearchDriver;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.StopPlan;

/** Enumerator, readers and archive under every order of messages, checkpoints and failures that chance comes up with. */
class SearchProtocolTest {
    private static final int RUNS = 200;
    private static final double NEVER = Double.NEGATIVE_INFINITY;

    @Test
    void all_starts_are_spent_once_whatever_fails_when() throws Exception {
        check(new StopPlan(16, NEVER, 0));
    }

    @Test
    void waves_end_at_the_target_alike_whatever_fails_when() throws Exception {
        check(new StopPlan(8, 1e-20, 0));
    }

    @Test
    void waves_end_when_little_is_unseen_alike_whatever_fails_when() throws Exception {
        check(new StopPlan(16, NEVER, 0.15));
    }

    private static void check(StopPlan stop) throws Exception {
        SearchSpecification specification = specification(stop);
        String expected = SearchDriver.run(specification).digest();
        for (long seed = 0; seed < RUNS; seed++) {
            Random chance = new Random(seed);
            SearchResult result = new SimulatedJob(specification, 1 + chance.nextInt(4), chance).run(chance.nextInt(8));
            assertThat(result.digest()).as("seed %d", seed).isEqualTo(expected);
        }
    }

    static SearchSpecification specification(StopPlan stop) {
        SearchSpecification usual = Landscape.HIMMELBLAU.search(60).specification();
        return new SearchSpecification(usual.problem(), usual.starts(), usual.descents(), usual.distinctness(), stop);
    }
}
