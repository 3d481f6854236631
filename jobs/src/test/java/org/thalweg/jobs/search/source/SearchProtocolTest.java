package org.thalweg.jobs.search.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.thalweg.core.run.SearchDriver;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.StopPlan;
import org.thalweg.jobs.search.Landscape;

/**
 * Enumerator, readers and archive under every order of messages, checkpoints and failures that chance comes up with: 400
 * schedules a test, by seeds from 0 on. A failure names its schedule, and how to run that alone.
 */
class SearchProtocolTest {
    private static final int RUNS = 400;
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

    @Test
    void how_often_readers_tell_of_their_progress_depends_on_the_time_and_not_on_the_starts() throws Exception {
        for (long starts : new long[] {8_000, 40_000}) {
            SearchSpecification specification =
                    Landscape.HIMMELBLAU.search(starts).specification();
            SimulatedJob job = new SimulatedJob(specification, 1, new Random(1));
            job.run(0);

            // five a second at most, and one whenever a reader runs out of work
            assertThat(job.tellings())
                    .isLessThanOrEqualTo(6 + (int) (5 * job.elapsed().toMillis() / 1000));
            assertThat(job.told().finished()).isEqualTo(starts);
        }
    }

    private static void check(StopPlan stop) throws Exception {
        SearchSpecification specification = specification(stop);
        String expected = SearchDriver.run(specification).digest();
        Long only = Long.getLong("thalweg.schedule");
        long first = only == null ? 0 : only;
        for (long seed = first; seed < (only == null ? RUNS : only + 1); seed++) {
            String schedule = "schedule %d of %s; -Dthalweg.schedule=%d runs it alone".formatted(seed, stop, seed);
            Random chance = new Random(seed);
            try {
                SimulatedJob job = new SimulatedJob(specification, 1 + chance.nextInt(4), chance);
                SearchResult result = job.run(chance.nextInt(8));
                assertThat(result.digest()).as(schedule).isEqualTo(expected);
                assertThat(job.told().finished())
                        .as("starts that the meters count, " + schedule)
                        .isEqualTo(result.starts().total());
            } catch (Exception e) {
                throw new AssertionError(schedule, e);
            }
        }
    }

    static SearchSpecification specification(StopPlan stop) {
        SearchSpecification usual = Landscape.HIMMELBLAU.search(60).specification();
        return new SearchSpecification(usual.problem(), usual.starts(), usual.descents(), usual.distinctness(), stop);
    }
}
