package org.thalweg.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.thalweg.core.fit.rounds.BlockOwner;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.core.fit.rounds.ShardWorker;
import org.thalweg.jobs.monitor.Study;
import org.thalweg.jobs.serialization.Framing;
import org.thalweg.monitoring.history.Mark;
import org.thalweg.monitoring.meters.FitTotals;
import org.thalweg.monitoring.meters.Meter;

class FitMonitorTest {
    private static final FitSpecification FIT = Fits.divided(new Sums.Rosenbrock(9, 2), 1, 100);

    private final Recording group = new Recording();
    private final AtomicLong clock = new AtomicLong();
    private final BlockOwner<?> owner = FIT.owner(0);
    private final ShardWorker worker = new ShardWorker(FIT.plan().blocks(), 0, 1);

    private static final class Recording extends UnregisteredMetricsGroup {
        private final Map<String, Counter> counters = new HashMap<>();
        private final Map<String, Gauge<?>> gauges = new HashMap<>();

        @Override
        public MetricGroup addGroup(String key, String value) {
            return this;
        }

        @Override
        public <C extends Counter> C counter(String name, C counter) {
            counters.put(name, counter);
            return counter;
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            gauges.put(name, gauge);
            return gauge;
        }
    }

    private long rounds() {
        return group.counters.get(Meter.ROUNDS.dotted()).getCount();
    }

    private void round() throws Exception {
        if (owner.workers() == 0) {
            for (int id = 0; id < FIT.terms().shards(); id++) {
                worker.add(id, FIT.terms().open(id));
            }
            owner.hear(worker.hello(0));
        }
        worker.hear(owner.call(0));
        boolean done = worker.work();
        while (!done) {
            done = worker.work();
        }
        owner.hear(worker.reply(0));
        clock.addAndGet(1_000_000);
    }

    private static FitMonitor.State none() {
        return FitMonitor.State.begin(FIT.terms().parameters(), 0);
    }

    private FitMonitor monitor(boolean maximize, FitMonitor.State state, boolean checkpointing) {
        return new FitMonitor(group, new Study("fit", maximize), state, checkpointing, clock::get);
    }

    @Test
    void rounds_are_shown_at_once_without_checkpoints() throws Exception {
        FitMonitor monitor = monitor(true, none(), false);
        monitor.note(owner);
        round();
        monitor.note(owner);

        assertThat(rounds()).isEqualTo(1);
        assertThat(group.gauges.get(Meter.LOSS.dotted()).getValue())
                .isEqualTo(-owner.progress().value());
    }

    @Test
    void rounds_are_shown_when_the_checkpoint_that_holds_them_completes() throws Exception {
        FitMonitor monitor = monitor(false, none(), true);
        round();
        monitor.note(owner);
        FitTotals held = monitor.snapshot(1).totals();
        round();
        monitor.note(owner);
        assertThat(rounds()).isZero();

        monitor.complete(1);

        assertThat(rounds()).isEqualTo(1);
        assertThat(held.took().count()).isEqualTo(1);
        assertThat(held.took().seconds()).isEqualTo(1e-3);
    }

    @Test
    void a_round_that_is_called_again_after_a_recovery_counts_once() throws Exception {
        round();
        FitMonitor before = monitor(false, none(), false);
        before.note(owner);
        FitMonitor.State held = before.snapshot(1);
        FitMonitor after = monitor(false, held, false);
        after.note(owner);

        assertThat(rounds()).isEqualTo(1);
    }

    @Test
    void the_log_of_the_page_outlives_a_failure() throws Exception {
        FitMonitor before = monitor(false, FitMonitor.State.begin(FIT.terms().parameters(), 3), true);
        round();
        before.note(owner);
        before.complete(7);
        byte[] stored = Framing.bytes(before.snapshot(8), FitMonitor.State::write);

        FitMonitor.State read = Framing.object(stored, FitMonitor.State::read).plus(Mark.Kind.RESTART);
        FitGlimpse after = monitor(false, read, true).glimpse();

        assertThat(after.history().marks())
                .extracting(Mark::kind)
                .containsExactly(Mark.Kind.CHECKPOINT, Mark.Kind.RESTART);
        assertThat(after.history().columns()).contains("rounds", "loss", "gradientNorm", "parameter 9");
        assertThat(after.history().rows()).isEqualTo(1);
        assertThat(after.history().row(0)[3]).isEqualTo(owner.progress().value());
        assertThat(read.totals().rowsRejected()).isEqualTo(3);
        assertThat(read.seconds()).isEqualTo(1e-3);
    }
}
