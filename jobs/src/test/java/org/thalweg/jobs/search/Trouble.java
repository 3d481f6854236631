package org.thalweg.jobs.search;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.thalweg.core.objective.DifferentiableObjective;
import org.thalweg.jobs.search.archive.Harvest;

/**
 * Failures to be had by a job in this process, each after a further checkpoint has completed, or each after a number of
 * evaluations. Until all were had, or until it is told otherwise, evaluations are slow, so that the job is still at work
 * by then.
 */
public final class Trouble {
    private static final Map<String, Trouble> ALL = new ConcurrentHashMap<>();
    private static final long SLOW_NANOS = 20_000;

    private final Site site;
    private final AtomicInteger left;
    private final AtomicInteger had = new AtomicInteger();
    private final int evaluationsApart;
    private final AtomicInteger checkpointsSince = new AtomicInteger();
    private final AtomicInteger evaluationsSince = new AtomicInteger();
    private volatile boolean slow = true;

    /** Where it fails. */
    enum Site {
        EVALUATION,
        RECORD,
        SNAPSHOT,
        NOWHERE
    }

    private Trouble(Site site, int failures, int evaluationsApart) {
        this.site = site;
        this.left = new AtomicInteger(failures);
        this.evaluationsApart = evaluationsApart;
    }

    /** Plans failures under a name that jobs refer to, each after a checkpoint. */
    public static Trouble plan(String name, Site site, int failures) {
        return plan(name, new Trouble(site, failures, 0));
    }

    /** Plans failures of evaluations, each after so many of them and whatever checkpoints there are. */
    public static Trouble everySoMany(String name, int evaluations, int failures) {
        return plan(name, new Trouble(Site.EVALUATION, failures, evaluations));
    }

    /** Plans no failure: evaluations are slow until they are released. */
    public static Trouble slow(String name) {
        return plan(name, new Trouble(Site.NOWHERE, 0, 0));
    }

    private static Trouble plan(String name, Trouble trouble) {
        ALL.put(name, trouble);
        return trouble;
    }

    /** Checkpoints that completed since the last failure, or since the beginning. */
    int checkpoints() {
        return checkpointsSince.get();
    }

    /** How many failures there were. */
    public int had() {
        return had.get();
    }

    /** Lets evaluations be fast. */
    public void release() {
        slow = false;
    }

    private void at(Site here) {
        if (here == Site.EVALUATION && slow) {
            evaluationsSince.incrementAndGet();
            LockSupport.parkNanos(SLOW_NANOS);
        }
        if (here == site && isDue()) {
            fail();
        }
    }

    private boolean isDue() {
        boolean apart = evaluationsApart > 0 ? evaluationsSince.get() >= evaluationsApart : checkpointsSince.get() > 0;
        return apart && left.get() > 0;
    }

    private synchronized void fail() {
        if (!isDue()) {
            return;
        }
        checkpointsSince.set(0);
        evaluationsSince.set(0);
        had.incrementAndGet();
        slow = left.decrementAndGet() > 0;
        throw new IllegalStateException("injected at " + site);
    }

    /** An objective in trouble. */
    public record Objective(DifferentiableObjective sound, String trouble) implements DifferentiableObjective {
        @Override
        public int dimension() {
            return sound.dimension();
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            ALL.get(trouble).at(Site.EVALUATION);
            return sound.valueAndGradient(x, gradient);
        }
    }

    /** Brings trouble to the stream of harvests. */
    static DataStream<Harvest> between(DataStream<Harvest> harvests, String trouble) {
        return harvests.map(new Between(trouble))
                .returns(Harvest.type())
                .name("trouble")
                .uid("trouble");
    }

    private static final class Between
            implements MapFunction<Harvest, Harvest>, CheckpointedFunction, CheckpointListener {
        private static final long serialVersionUID = 1;

        private final String trouble;

        Between(String trouble) {
            this.trouble = trouble;
        }

        @Override
        public Harvest map(Harvest harvest) {
            ALL.get(trouble).at(Site.RECORD);
            return harvest;
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            ALL.get(trouble).at(Site.SNAPSHOT);
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {}

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            ALL.get(trouble).checkpointsSince.incrementAndGet();
        }
    }
}
