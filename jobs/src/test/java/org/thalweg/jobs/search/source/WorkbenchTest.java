package org.thalweg.jobs.search.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.RangeWork;
import org.thalweg.core.search.StartRange;
import org.thalweg.core.search.WaveLedger;
import org.thalweg.jobs.search.Landscape;
import org.thalweg.monitoring.meters.Durations;

class WorkbenchTest {
    private static final long IDLE_NANOS = 10_000_000_000L;

    private long nanos;

    @Test
    void descents_are_timed_from_their_beginning_and_not_from_when_the_reader_had_nothing_to_do() throws IOException {
        SearchSpecification specification = Landscape.HIMMELBLAU.search(40).specification();
        WaveLedger ledger = specification.newLedger();
        Workbench bench = new Workbench(specification, () -> nanos += 1_000);
        for (int range = 0; range < 2; range++) {
            nanos += IDLE_NANOS;
            StartRange starts = ledger.next(20);
            bench.add(new RangeWork(starts, specification.newTally()), RangeSplit.fresh(starts));
            while (bench.takeComplete().isEmpty()) {
                bench.advance(50, 8);
            }
        }
        Durations took = bench.tell().took();
        assertThat(took.count()).isEqualTo(40);
        assertThat(took.seconds()).isBetween(1e-5, 1.0);
    }
}
