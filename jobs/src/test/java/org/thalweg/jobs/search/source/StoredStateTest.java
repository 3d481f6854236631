package org.thalweg.jobs.search.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.thalweg.core.run.ResultAssembly;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.RangeWork;
import org.thalweg.core.search.SearchTally;
import org.thalweg.core.search.StartRange;
import org.thalweg.core.search.StopReason;
import org.thalweg.core.search.WaveLedger;
import org.thalweg.jobs.search.archive.ArchiveState;
import org.thalweg.jobs.serialization.Framing;

/** Bytes that version 1 stored can be read for ever. */
class StoredStateTest {

    @Test
    void a_stored_search_goes_on_to_its_end() throws IOException {
        SearchSpecification specification = StoredState.specification();
        SearchCheckpoint checkpoint = SearchCheckpoint.serializer().deserialize(StoredState.read(StoredState.SEARCH));
        RangeSplit split = RangeSplit.serializer().deserialize(StoredState.read(StoredState.RANGE));
        SearchTally tally = ArchiveState.serializer()
                .deserialize(StoredState.read(StoredState.ARCHIVE))
                .tally();
        WaveLedger ledger = Framing.object(checkpoint.ledger(), in -> WaveLedger.read(in, specification.stop()));

        assertThat(split.descents()).isNotEmpty();
        RangeWork work = StoredState.finish(specification, split);
        tally.merge(work.tally());
        ledger.report(work.range(), work.tally());
        StartRange rest = ledger.next(100);
        RangeWork last = StoredState.finish(specification, RangeSplit.fresh(rest));
        tally.merge(last.tally());
        ledger.report(rest, last.tally());

        assertThat(ledger.stopReason()).isEqualTo(StopReason.STARTS_SPENT);
        SearchResult result = ResultAssembly.assemble(specification, tally, StopReason.STARTS_SPENT, 10);
        assertThat(result.starts().total()).isEqualTo(40);
        assertThat(result.minima())
                .hasSize(4)
                .allSatisfy(minimum -> assertThat(minimum.point().value()).isBetween(0.0, 1e-12));
    }

    @Test
    void what_is_read_is_written_as_it_was() throws IOException {
        byte[] search = StoredState.read(StoredState.SEARCH);
        byte[] range = StoredState.read(StoredState.RANGE);
        byte[] archive = StoredState.read(StoredState.ARCHIVE);

        SearchCheckpoint checkpoint = SearchCheckpoint.serializer().deserialize(search);
        assertThat(SearchCheckpoint.serializer()
                        .deserialize(SearchCheckpoint.serializer().serialize(checkpoint)))
                .as("written in a newer form")
                .usingRecursiveComparison()
                .isEqualTo(checkpoint);
        assertThat(RangeSplit.serializer().serialize(RangeSplit.serializer().deserialize(range)))
                .isEqualTo(range);
        ArchiveState state = ArchiveState.serializer().deserialize(archive);
        byte[] written = ArchiveState.serializer().serialize(state);
        assertThat(ArchiveState.serializer().deserialize(written))
                .as("cells may be written in another order")
                .isEqualTo(state);
        assertThat(written).hasSameSizeAs(archive);
    }

    @Test
    void one_state_is_not_taken_for_another() throws IOException {
        byte[] range = StoredState.read(StoredState.RANGE);

        assertThatThrownBy(() -> ArchiveState.serializer().deserialize(range))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("archive of minima");
    }
}
