package org.thalweg.jobs.search.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.runtime.source.coordinator.SplitAssignmentTracker;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.StopReason;
import org.thalweg.jobs.search.archive.Archive;
import org.thalweg.jobs.search.archive.ArchiveState;
import org.thalweg.jobs.search.archive.Harvest;
import org.thalweg.jobs.serialization.StateSerializer;
import org.thalweg.monitoring.meters.ConvergenceTotals;

/**
 * A search job without Flink: the real enumerator, readers and archive, and between them queues that a seeded source of
 * chance empties in any order that Flink's guarantees allow, with checkpoints, failures and rescalings at any moment.
 *
 * <p>What is modelled: messages of one sender to one receiver stay in order. The enumerator gives its part of a
 * checkpoint first; what it sends to a reader after that arrives after the reader's part is taken, or after the
 * checkpoint is aborted; what a reader sends before its part may arrive later. The archive gives its part when the
 * barriers of all readers are in. After a failure of tasks the enumerator lives on and gets back what it assigned since
 * the last complete checkpoint; after a failure of the whole job all parts begin from that. A message that reaches a
 * reader that has ended would fail the job.
 */
final class SimulatedJob {
    private static final StateSerializer<RangeSplit> SPLITS = RangeSplit.serializer();
    private static final StateSerializer<ArchiveState> ARCHIVES = ArchiveState.serializer();

    private final SearchSource source;
    private final SearchSpecification specification;
    private final Random chance;
    private final List<SimulatedWorker> workers = new ArrayList<>();

    private int parallelism;
    private long clock;
    private long nextCheckpoint = 1;
    private SimulatedCoordinator coordinator;
    private SplitAssignmentTracker<RangeSplit> assigned = new SplitAssignmentTracker<>();
    private Archive archive;
    private ConvergenceTotals told = ConvergenceTotals.none();
    private int tellings;
    private @Nullable Pending pending;
    private @Nullable Complete last;

    /** A checkpoint under way: the enumerator's part and what came in since. */
    private static final class Pending {
        private final long id;
        private final byte[] enumerator;
        private final List<byte[]> splits = new ArrayList<>();

        Pending(long id, byte[] enumerator) {
            this.id = id;
            this.enumerator = enumerator;
        }
    }

    /** A checkpoint to return to. */
    private record Complete(long id, byte[] enumerator, List<byte[]> splits, byte[] archive, ConvergenceTotals told) {}

    SimulatedJob(SearchSpecification specification, int parallelism, Random chance) throws Exception {
        this.specification = specification;
        this.source = new SearchSource(specification, null, SearchRequest.none());
        this.chance = chance;
        restartAll(parallelism);
    }

    /** Runs to the end, with at most so many failures. */
    SearchResult run(int failures) throws Exception {
        int left = failures;
        for (long steps = 0; !isOver(); steps++) {
            if (steps > 1_000_000) {
                throw new AssertionError("the job does not end");
            }
            if (left > 0 && chance.nextInt(150) == 0) {
                left--;
                fail();
            } else {
                step();
            }
        }
        return archive.result(1_000);
    }

    /** What the readers told of their progress, added up as the monitor does. */
    ConvergenceTotals told() {
        return told;
    }

    /** How often a reader told anything of its progress. */
    int tellings() {
        return tellings;
    }

    /** How much time has passed. */
    Duration elapsed() {
        return Duration.ofNanos(clock);
    }

    /** Cuts the search short, as when its time is up. */
    void cutShort() {
        coordinator.timeIsUp();
    }

    private boolean isOver() {
        return archive.isOver() && workers.stream().allMatch(SimulatedWorker::hasEnded);
    }

    private void step() throws Exception {
        SimulatedWorker worker = workers.get(chance.nextInt(parallelism));
        switch (chance.nextInt(8)) {
            case 0, 1 -> worker.tellEnumerator();
            case 2 -> worker.hearEnumerator();
            case 3, 4 -> worker.poll();
            case 5 -> consume(worker);
            case 6 -> give(worker);
            default -> checkpoint();
        }
    }

    private void consume(SimulatedWorker worker) throws Exception {
        if (worker.hasHarvest()) {
            Harvest harvest = worker.takeHarvest();
            archive.add(harvest);
            told = told.plus(harvest.progress().event(), harvest.progress().took());
            tellings += harvest.progress().isNone() ? 0 : 1;
        } else if (pending != null && workers.stream().allMatch(SimulatedWorker::isAtBarrier)) {
            workers.forEach(SimulatedWorker::passBarrier);
            complete(pending);
        }
    }

    private void checkpoint() throws Exception {
        if (pending != null) {
            if (chance.nextInt(50) == 0) {
                pending = null;
                workers.forEach(SimulatedWorker::abort);
            }
        } else if (chance.nextInt(10) == 0 && workers.stream().allMatch(SimulatedWorker::isRegistered)) {
            long id = nextCheckpoint++;
            pending = new Pending(id, coordinator.snapshot(id));
            assigned.onCheckpoint(id);
            workers.forEach(SimulatedWorker::closeGate);
        }
    }

    private void give(SimulatedWorker worker) throws Exception {
        if (pending != null && worker.canGive()) {
            for (RangeSplit split : worker.give(pending.id)) {
                pending.splits.add(SPLITS.serialize(split));
            }
        }
    }

    private void complete(Pending done) throws Exception {
        byte[] state = ARCHIVES.serialize(archive.state());
        last = new Complete(done.id, done.enumerator, done.splits, state, told);
        pending = null;
        assigned.onCheckpointComplete(done.id);
        coordinator.complete(done.id);
    }

    private void fail() throws Exception {
        pending = null;
        if (chance.nextBoolean()) {
            restartAll(1 + chance.nextInt(4));
        } else {
            restartTasks();
        }
    }

    private void restartAll(int newParallelism) throws Exception {
        parallelism = newParallelism;
        assigned = new SplitAssignmentTracker<>();
        coordinator = last == null
                ? new SimulatedCoordinator(source, this::isRegistered, this::send, parallelism)
                : new SimulatedCoordinator(source, last.enumerator(), this::isRegistered, this::send, parallelism);
        startTasks();
    }

    private void restartTasks() throws Exception {
        long to = last == null ? -1 : last.id();
        workers.forEach(SimulatedWorker::fail);
        for (int i = 0; i < parallelism; i++) {
            coordinator.addSplitsBack(assigned.getAndRemoveUncheckpointedAssignment(i, to), i);
        }
        startTasks();
    }

    private void startTasks() throws Exception {
        List<List<RangeSplit>> splits = new ArrayList<>();
        for (int i = 0; i < parallelism; i++) {
            splits.add(new ArrayList<>());
        }
        for (byte[] split : last == null ? List.<byte[]>of() : last.splits()) {
            splits.get(chance.nextInt(parallelism)).add(SPLITS.deserialize(split));
        }
        workers.clear();
        for (int i = 0; i < parallelism; i++) {
            workers.add(new SimulatedWorker(specification, i, parallelism, coordinator, this::tick));
        }
        for (int i = 0; i < parallelism; i++) {
            workers.get(i).open(splits.get(i));
        }
        ArchiveState state = last == null
                ? new ArchiveState(specification.newTally(), StopReason.CANCELLED, false)
                : ARCHIVES.deserialize(last.archive());
        archive = new Archive(specification, state);
        told = last == null ? ConvergenceTotals.none() : last.told();
    }

    private long tick() {
        clock += chance.nextInt(200_000);
        return clock;
    }

    private boolean isRegistered(int worker) {
        return worker < workers.size() && workers.get(worker).isRegistered();
    }

    /** What the enumerator sends: a split or an event. */
    private void send(int worker, Object message) {
        if (message instanceof RangeSplit split) {
            assigned.recordSplitAssignment(new SplitsAssignment<>(split, worker));
        }
        workers.get(worker).receive(message);
    }
}
