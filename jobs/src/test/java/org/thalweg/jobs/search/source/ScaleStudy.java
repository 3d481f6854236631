package org.thalweg.jobs.search.source;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.DescentBatch;
import org.thalweg.core.search.RangeWork;
import org.thalweg.core.search.SearchTally;
import org.thalweg.core.search.StartRange;
import org.thalweg.core.search.WaveLedger;
import org.thalweg.jobs.search.Landscape;
import org.thalweg.jobs.search.Search;
import org.thalweg.jobs.serialization.Framing;

/**
 * Measures what the parts of a search cost that do not grow with the objective, and simulates from that how searches scale;
 * prints the tables of {@code core/docs/scale.md}.
 */
public final class ScaleStudy {
    private static final long SEED = 11;

    private ScaleStudy() {}

    public static void main(String[] arguments) throws Exception {
        double seconds = 0;
        System.out.println("readers   ranges/s handed out and reported");
        for (int readers : new int[] {2, 100, 1_000, 10_000}) {
            seconds = secondsARange(readers);
            System.out.printf(Locale.ROOT, "%7d   %,8.0f%n", readers, 1 / seconds);
        }
        System.out.println("variables   bytes a descent   32 lanes: bytes, ms to save, ms to restore");
        for (int dimension : new int[] {2, 10, 114, 1_000}) {
            printState(dimension);
        }
        System.out.println("slots   strong: s, efficiency   weak: s, efficiency");
        for (int slots : new int[] {1, 10, 100, 1_000, 10_000}) {
            Scaling strong = new Scaling(slots, 20_000_000, seconds);
            Scaling weak = new Scaling(slots, 10_000L * slots, seconds);
            System.out.printf(Locale.ROOT, "%5d   %s   %s%n", slots, strong.run(), weak.run());
        }
    }

    /** The enumerator's work for a range: a request, the range, its report, the answer. Best of five rounds. */
    private static double secondsARange(int readers) throws IOException {
        Landscape landscape = Landscape.HIMMELBLAU;
        SearchSpecification specification = landscape.search(Long.MAX_VALUE / 4).specification();
        Deque<RangeSplit> assigned = new ArrayDeque<>();
        SimulatedCoordinator coordinator = new SimulatedCoordinator(
                new SearchSource(specification, null),
                reader -> true,
                (reader, message) -> {
                    if (message instanceof RangeSplit split) {
                        assigned.add(split);
                    }
                },
                readers);
        Map<Long, byte[]> tallies = new HashMap<>();
        double best = Double.POSITIVE_INFINITY;
        double pace = Double.max(0.1, readers / 1_000.0) / 8;
        for (int round = 0; round < 5; round++) {
            int ranges = 50_000;
            long before = System.nanoTime();
            for (int i = 0; i < ranges; i++) {
                int reader = i % readers;
                coordinator.request(reader);
                StartRange range = assigned.remove().range();
                byte[] tally = tallies.computeIfAbsent(range.size(), size -> tally(specification, size));
                coordinator.event(reader, new RangeReport(range, tally, pace, 1));
            }
            best = Double.min(best, (System.nanoTime() - before) * 1e-9 / ranges);
        }
        return best;
    }

    private static byte[] tally(SearchSpecification specification, long size) {
        SearchTally tally = specification.newTally();
        DescentBatch batch = specification.newBatch(1);
        for (long start = 0; start < size; start++) {
            batch.begin(start, specification.starts().point(start));
            while (batch.active() > 0) {
                batch.advance(1_000, tally::add);
            }
        }
        return Framing.bytes(tally.withoutArchive(), SearchTally::write);
    }

    private static void printState(int dimension) throws IOException {
        SearchSpecification specification = Search.minimize(
                        new Landscape.Rosenbrock(dimension), Bounds.cube(dimension, -2, 2))
                .specification();
        DescentBatch batch = specification.newBatch(32);
        for (long start = 0; start < 32; start++) {
            batch.begin(start, specification.starts().point(start));
        }
        batch.advance(32 * 12, finished -> {});
        double save = Double.POSITIVE_INFINITY;
        double restore = Double.POSITIVE_INFINITY;
        long bytes = 0;
        int descents = batch.active();
        for (int round = 0; round < 50; round++) {
            long before = System.nanoTime();
            List<byte[]> saved = List.copyOf(batch.snapshot().values());
            RangeWork work = new RangeWork(new StartRange(0, 0, 32), specification.newTally());
            byte[] split = RangeSplit.serializer()
                    .serialize(new RangeSplit(
                            work.range(),
                            Framing.bytes(work, RangeWork::write),
                            saved,
                            org.thalweg.jobs.monitor.WorkerProgress.none()));
            save = Double.min(save, (System.nanoTime() - before) * 1e-6);
            bytes = split.length;
            before = System.nanoTime();
            DescentBatch copy = specification.newBatch(32);
            for (byte[] descent : RangeSplit.serializer().deserialize(split).descents()) {
                copy.restore(descent);
            }
            restore = Double.min(restore, (System.nanoTime() - before) * 1e-6);
        }
        System.out.printf(
                Locale.ROOT,
                "%9d   %,15d   %,15d  %10.2f  %10.2f%n",
                dimension,
                bytes / descents,
                bytes,
                save,
                restore);
    }

    /**
     * A search by simulated slots: the real ledger and sizes of ranges, a server for the enumerator, a millisecond for a
     * message, and descents whose costs are log-normal with mean 5 ms and coefficient of variation 2.
     */
    private static final class Scaling {
        private static final double MESSAGE = 1e-3;
        private static final double MEAN = 5e-3;
        private static final double SIGMA = Math.sqrt(Math.log(1 + 2 * 2));

        private final SplittableRandom chance = new SplittableRandom(SEED);
        private final int slots;
        private final double service;
        private final WaveLedger ledger;
        private final RangeSizes sizes = new RangeSizes(10, false);
        private final PriorityQueue<Request> requests = new PriorityQueue<>();
        private final double[] busyUntil;
        private double work;

        /** A slot asks for a range, having one in reserve that it finishes at {@code freeAt}. */
        private record Request(double at, int slot) implements Comparable<Request> {
            @Override
            public int compareTo(Request other) {
                return Double.compare(at, other.at);
            }
        }

        Scaling(int slots, long starts, double service) {
            this.slots = slots;
            this.service = service;
            this.busyUntil = new double[slots];
            SearchSpecification specification =
                    Landscape.HIMMELBLAU.search(starts).specification();
            this.ledger = specification.newLedger();
        }

        String run() {
            for (int slot = 0; slot < slots; slot++) {
                requests.add(new Request(0, slot));
            }
            double server = 0;
            while (!requests.isEmpty()) {
                Request request = requests.remove();
                server = Double.max(server, request.at + MESSAGE) + service;
                StartRange range = ledger.next(sizes.amount(request.slot, ledger.available(), slots));
                if (range != null) {
                    begin(request.slot, range, server + MESSAGE);
                }
            }
            double end = Arrays.stream(busyUntil).max().orElseThrow();
            return String.format(Locale.ROOT, "%9.1f  %5.1f %%", end, 100 * work / (slots * end));
        }

        /** The slot asks again when it begins this range: then it has none in reserve. */
        private void begin(int slot, StartRange range, double arrived) {
            double begin = Double.max(arrived, busyUntil[slot]);
            double cost = 0;
            for (long i = 0; i < range.size(); i++) {
                cost += MEAN * Math.exp(SIGMA * chance.nextGaussian() - SIGMA * SIGMA / 2);
            }
            work += cost;
            busyUntil[slot] = begin + cost;
            sizes.took(slot, cost / range.size(), range.size(), range.size() / 10);
            requests.add(new Request(begin, slot));
        }
    }
}
