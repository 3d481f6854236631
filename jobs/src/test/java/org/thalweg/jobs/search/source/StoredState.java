package org.thalweg.jobs.search.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.RangeWork;
import org.thalweg.core.search.SearchTally;
import org.thalweg.core.search.StartRange;
import org.thalweg.core.search.StopReason;
import org.thalweg.core.search.WaveLedger;
import org.thalweg.jobs.search.Landscape;
import org.thalweg.jobs.search.archive.ArchiveState;
import org.thalweg.jobs.serialization.Framing;

/**
 * The state of a search as version 1 stored it: 40 starts, 16 of them reported, 16 in work with descents in flight, 8 not
 * handed out. {@link #main} writes it anew, which is right only if a new version is to be stored beside the old.
 */
final class StoredState {
    static final String RANGE = "range";
    static final String SEARCH = "search";
    static final String ARCHIVE = "archive";
    private static final String FOLDER = "/org/thalweg/jobs/state-1/";

    private StoredState() {}

    static SearchSpecification specification() {
        return Landscape.HIMMELBLAU.search(40).specification();
    }

    static byte[] read(String name) throws IOException {
        try (InputStream in = StoredState.class.getResourceAsStream(FOLDER + name + ".bin")) {
            return in.readAllBytes();
        }
    }

    /** @param arguments the directory of the resources */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0] + FOLDER);
        Files.createDirectories(folder);
        SearchSpecification specification = specification();
        WaveLedger ledger = specification.newLedger();
        StartRange done = ledger.next(16);
        SearchTally tally = finish(specification, RangeSplit.fresh(done)).tally();
        ledger.report(done, tally);
        Workbench bench = new Workbench(specification, () -> 0);
        StartRange begun = ledger.next(16);
        bench.add(new RangeWork(begun, specification.newTally()), RangeSplit.fresh(begun));
        bench.advance(150, 8);
        SearchCheckpoint checkpoint = new SearchCheckpoint(
                SearchIdentity.of(specification),
                Framing.bytes(ledger, WaveLedger::write),
                List.of(),
                0.5,
                Duration.ofSeconds(3),
                null,
                SearchRequest.none());
        Files.write(
                folder.resolve(RANGE + ".bin"),
                RangeSplit.serializer().serialize(bench.splits().get(0)));
        Files.write(
                folder.resolve(SEARCH + ".bin"), SearchCheckpoint.serializer().serialize(checkpoint));
        ArchiveState archive = new ArchiveState(tally, StopReason.CANCELLED, false);
        Files.write(folder.resolve(ARCHIVE + ".bin"), ArchiveState.serializer().serialize(archive));
    }

    /** Does what is left of a range. */
    static RangeWork finish(SearchSpecification specification, RangeSplit split) throws IOException {
        Workbench bench = new Workbench(specification, () -> 0);
        RangeWork work = split.work().length == 0
                ? new RangeWork(split.range(), specification.newTally())
                : Framing.object(split.work(), RangeWork::read);
        bench.add(work, split);
        while (!work.isComplete()) {
            bench.advance(1_000, 8);
        }
        return work;
    }
}
