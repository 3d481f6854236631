package org.thalweg.jobs.stream;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.search.DescentBatch;
import org.thalweg.core.search.FinishedDescent;
import org.thalweg.jobs.search.source.SlicePace;

/**
 * Begins a descent for each start that comes in, on a lane of one batch, and emits where it ended.
 *
 * <p>The lanes advance by slices of about a millisecond, which the operator puts into its task's mailbox one after the
 * other; starts, barriers and cancellation pass between them. While all lanes are taken no start is accepted, so that a
 * fast source has to wait.
 */
final class DescentOperator extends AbstractStreamOperator<DescentEnd>
        implements OneInputStreamOperator<Start, DescentEnd>, BoundedOneInput {
    private static final long serialVersionUID = 1;

    private final StreamedPlan plan;
    private final transient MailboxExecutor mailbox;
    private final transient SlicePace pace = new SlicePace();

    /** Descents of a checkpoint that wait for a lane. */
    private final transient List<DescentInFlight> interrupted = new ArrayList<>();

    /** The ids of the descents on the lanes: another with the same id waits, since the batch tells them apart by it. */
    private final transient Set<Long> inFlight = new HashSet<>();

    private transient @Nullable DescentBatch batch;
    private transient @Nullable ListState<byte[]> saved;
    private transient boolean sliceIsDue;

    DescentOperator(StreamedPlan plan, StreamOperatorParameters<DescentEnd> parameters) {
        super(parameters);
        this.plan = plan;
        this.mailbox = parameters.getMailboxExecutor();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        ListState<byte[]> list = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("descents", BytePrimitiveArraySerializer.INSTANCE));
        for (byte[] bytes : list.get()) {
            DescentInFlight descent = DescentInFlight.serializer().deserialize(bytes);
            if (!descent.identity().equals(plan.identity())) {
                throw new SuppressRestartsException(new IllegalStateException(
                        "the saved descents (%s) cannot go on as others (%s): begin without the savepoint, or with what it was taken of"
                                .formatted(descent.identity(), plan.identity())));
            }
            interrupted.add(descent);
        }
        saved = list;
        batch = plan.newBatch();
    }

    @Override
    public void open() throws Exception {
        super.open();
        proceed();
    }

    @Override
    public void processElement(StreamRecord<Start> element) throws Exception {
        Start start = element.getValue();
        if (!plan.accepts(start)) {
            output.collect(StreamedDescents.REFUSED, new StreamRecord<>(start));
            return;
        }
        DescentBatch lanes = requireNonNull(batch);
        while (!lanes.hasFreeLane() || !interrupted.isEmpty() || inFlight.contains(start.id())) {
            slice();
        }
        lanes.begin(start.id(), start.x());
        inFlight.add(start.id());
        proceed();
    }

    /** Puts the next slice into the mailbox, if there is anything to do and none is there yet. */
    private void proceed() {
        if (!sliceIsDue && !isIdle()) {
            sliceIsDue = true;
            mailbox.execute(
                    () -> {
                        sliceIsDue = false;
                        slice();
                        proceed();
                    },
                    "a slice of descents");
        }
    }

    private boolean isIdle() {
        return interrupted.isEmpty() && requireNonNull(batch).active() == 0;
    }

    private void slice() throws Exception {
        DescentBatch lanes = requireNonNull(batch);
        for (Iterator<DescentInFlight> waiting = interrupted.iterator(); waiting.hasNext() && lanes.hasFreeLane(); ) {
            DescentInFlight descent = waiting.next();
            if (inFlight.add(descent.id())) {
                lanes.restore(descent.bytes());
                waiting.remove();
            }
        }
        long before = System.nanoTime();
        long spent = lanes.advance(pace.evaluations(), this::finish);
        pace.took(spent, System.nanoTime() - before);
    }

    private void finish(FinishedDescent descent) {
        inFlight.remove(descent.start());
        output.collect(new StreamRecord<>(DescentEnd.of(descent)));
    }

    @Override
    public void endInput() throws Exception {
        while (!isIdle()) {
            slice();
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        List<DescentInFlight> descents = new ArrayList<>(interrupted);
        requireNonNull(batch)
                .snapshot()
                .forEach((id, bytes) -> descents.add(new DescentInFlight(id, plan.identity(), bytes)));
        requireNonNull(saved)
                .update(descents.stream()
                        .map(DescentInFlight.serializer()::serialize)
                        .toList());
    }
}
