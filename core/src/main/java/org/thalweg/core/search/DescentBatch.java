package org.thalweg.core.search;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.BatchHessianObjective;
import org.thalweg.core.objective.BatchObjective;
import org.thalweg.core.objective.Objective;
import org.thalweg.core.optimizer.DerivativeOrder;
import org.thalweg.core.optimizer.DescentLanes;

/**
 * Descents that advance together on lanes, one evaluation of each at a time.
 *
 * <p>Where the objective evaluates batches and the method asks for gradients or Hessians, the trial points of many lanes are evaluated
 * at once. A descent whose leg has ended leaves its lane to another and is settled beside the lanes, many together.
 * What becomes of a descent depends on its start alone: not on the number of lanes, nor on what the other lanes
 * do, nor on whether it was written as bytes and read back between two evaluations.
 *
 * <pre>{@code
 * while (more starts, or batch.active() > 0) {
 *     while (batch.hasFreeLane() && more starts) {
 *         batch.begin(index, starting point);
 *     }
 *     batch.advance(1_000, finished -> ...);
 * }
 * }</pre>
 *
 * <p>For one thread.
 */
public final class DescentBatch {
    /** Turns that descents wait for others to be settled with. */
    private static final int PATIENCE = 256;

    /** Coordinates up to which the Hessians of many points are evaluated at once. */
    private static final int MOST_COORDINATES = 128;

    private final DescentPlan plan;
    private final Oracle oracle;
    private final int lanes;
    private final @Nullable BatchObjective together;
    private final List<LaneBlock> blocks = new ArrayList<>();
    /** For states that are on no lane: to be written, or read and forgotten. */
    private final DescentLanes spare;

    private final Deque<Descent> waiting = new ArrayDeque<>();
    private final List<Descent> settling = new ArrayList<>();

    /** Descents that {@link OrdinaryMinima} is to look at first, and turns since the first of them came. */
    private final List<Descent> ended = new ArrayList<>();

    private int turnsOfEnded;
    private final @Nullable OrdinaryMinima ordinary;
    private int onLanes;
    private long batched;

    /**
     * @param objective the function to be minimized
     * @param bounds the box that descents keep to
     * @param lanes how many descents may be on lanes
     */
    public DescentBatch(Objective objective, Bounds bounds, DescentPlan plan, int lanes) {
        if (lanes < 1) {
            throw new IllegalArgumentException("lanes (%d) must be at least 1".formatted(lanes));
        }
        this.plan = plan;
        this.lanes = lanes;
        DerivativeOrder order = plan.optimizer().order();
        oracle = new Oracle(objective, bounds);
        together = evaluatesTogether(objective, order) && objective instanceof BatchObjective batch ? batch : null;
        for (int begin = 0; begin < lanes; begin += LaneBlock.WIDTH) {
            blocks.add(new LaneBlock(plan.optimizer().lanes(bounds), objective.dimension(), order));
        }
        spare = plan.optimizer().lanes(bounds);
        ordinary = OrdinaryMinima.of(objective, bounds, plan.gradientTolerance());
    }

    /** Whether the trial points of many lanes can be evaluated at once; Hessians of many large points would leave the caches. */
    private static boolean evaluatesTogether(Objective objective, DerivativeOrder order) {
        return order == DerivativeOrder.GRADIENT
                || (order == DerivativeOrder.HESSIAN
                        && objective instanceof BatchHessianObjective
                        && objective.dimension() <= MOST_COORDINATES);
    }

    /** Whether another descent may begin. */
    public boolean hasFreeLane() {
        return descending() < lanes;
    }

    /** How many descents are on lanes, or wait for one. */
    public int descending() {
        return onLanes + waiting.size();
    }

    /** How many descents are in flight: those that descend, and those that are being settled. */
    public int active() {
        return descending() + settling.size() + ended.size();
    }

    /**
     * Begins a descent on a free lane.
     *
     * @param start the index of the start, by which the finished descent is known
     * @param x0 the starting point, which is copied
     */
    public void begin(long start, double[] x0) {
        requireFreeLane();
        waiting.add(Descent.begin(start, x0, plan));
    }

    private void requireFreeLane() {
        if (!hasFreeLane()) {
            throw new IllegalStateException("all %d lanes are taken".formatted(lanes));
        }
    }

    /**
     * Advances all lanes by turns, until {@code budget} evaluations are spent or at the end of a turn in which descents
     * left their lanes or finished, so that the lanes can be refilled.
     *
     * @param budget evaluations of the objective, exceeded by at most one turn
     * @param sink receives the finished descents
     * @return evaluations spent
     */
    public long advance(long budget, Consumer<FinishedDescent> sink) {
        long before = spent();
        boolean refillable = false;
        while (active() > 0 && !refillable && spent() - before < budget) {
            refillable = turn(sink);
        }
        return spent() - before;
    }

    private long spent() {
        return oracle.evaluations() + batched;
    }

    /** One evaluation for each lane, and one bounded step for each descent that is settled; whether any left or finished. */
    private boolean turn(Consumer<FinishedDescent> sink) {
        occupy();
        boolean left = false;
        for (LaneBlock block : blocks) {
            if (together == null) {
                block.advance(oracle);
            } else {
                batched += block.advance(together);
            }
            left |= release(block);
        }
        boolean finished = settle(sink);
        return left || finished;
    }

    /** Puts descents that wait on free lanes. */
    private void occupy() {
        for (int i = 0; i < blocks.size() && !waiting.isEmpty(); i++) {
            LaneBlock block = blocks.get(i);
            int usable = Math.min(LaneBlock.WIDTH, lanes - i * LaneBlock.WIDTH);
            int free = ~block.occupied() & ((1 << usable) - 1);
            for (int rest = free; rest != 0 && !waiting.isEmpty(); rest &= rest - 1) {
                int lane = Integer.numberOfTrailingZeros(rest);
                Descent descent = waiting.remove();
                block.lanes().begin(lane, descent.begin());
                block.put(lane, descent);
                onLanes++;
            }
        }
    }

    /** Takes descents whose legs have ended off their lanes. */
    private boolean release(LaneBlock block) {
        int before = onLanes;
        for (int rest = block.occupied(); rest != 0; rest &= rest - 1) {
            int lane = Integer.numberOfTrailingZeros(rest);
            Descent descent = block.descent(lane);
            if (descent != null && descent.isOffLanes()) {
                block.remove(lane);
                onLanes--;
                beginSettling(descent);
            }
        }
        return onLanes < before;
    }

    private void beginSettling(Descent descent) {
        (ordinary != null && descent.flatEnd() != null ? ended : settling).add(descent);
    }

    /** Looks at descents whose legs have ended once there are many, or once they have waited long. */
    private boolean lookAtEnded(OrdinaryMinima minima, Consumer<FinishedDescent> sink) {
        turnsOfEnded = ended.isEmpty() ? 0 : turnsOfEnded + 1;
        boolean due = ended.size() >= OrdinaryMinima.WIDTH || turnsOfEnded >= PATIENCE || onLanes == 0;
        if (ended.isEmpty() || !due) {
            return false;
        }
        List<Descent> some = ended.subList(0, Math.min(ended.size(), OrdinaryMinima.WIDTH));
        minima.look(some.stream().map(Descent::flatEnd).filter(Objects::nonNull).toList());
        boolean anyFinished = false;
        for (int i = 0; i < some.size(); i++) {
            Descent descent = some.get(i);
            descent.settle(minima.verdict(i), minima.cost(i));
            batched += minima.cost(i);
            FinishedDescent finished = descent.finished();
            if (finished == null) {
                settling.add(descent);
            } else {
                sink.accept(finished);
                anyFinished = true;
            }
        }
        some.clear();
        turnsOfEnded = 0;
        return anyFinished;
    }

    private boolean settle(Consumer<FinishedDescent> sink) {
        boolean anyFinished = ordinary != null && lookAtEnded(ordinary, sink);
        for (Iterator<Descent> all = settling.iterator(); all.hasNext(); ) {
            Descent descent = all.next();
            descent.settle(oracle);
            FinishedDescent finished = descent.finished();
            if (finished != null) {
                all.remove();
                sink.accept(finished);
                anyFinished = true;
            } else if (!descent.isOffLanes()) {
                all.remove();
                waiting.add(descent);
            }
        }
        return anyFinished;
    }

    /** Each descent in flight as versioned bytes, by its start index. The batch goes on undisturbed. */
    public SortedMap<Long, byte[]> snapshot() {
        SortedMap<Long, byte[]> snapshots = new TreeMap<>();
        for (LaneBlock block : blocks) {
            for (int rest = block.occupied(); rest != 0; rest &= rest - 1) {
                int lane = Integer.numberOfTrailingZeros(rest);
                Descent descent = block.descent(lane);
                if (descent != null) {
                    snapshots.put(descent.start(), bytes(descent, block.lanes(), lane));
                }
            }
        }
        for (Descent descent : waiting) {
            snapshots.put(descent.start(), bytesAtRest(descent));
        }
        for (Descent descent : settling) {
            snapshots.put(descent.start(), bytesAtRest(descent));
        }
        for (Descent descent : ended) {
            snapshots.put(descent.start(), bytesAtRest(descent));
        }
        return snapshots;
    }

    private byte[] bytesAtRest(Descent descent) {
        double[] x = descent.rest();
        if (x != null) {
            spare.begin(0, x);
        }
        return bytes(descent, spare, 0);
    }

    private static byte[] bytes(Descent descent, DescentLanes lanes, int lane) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            descent.write(new DataOutputStream(bytes), lanes, lane);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Puts a descent back on a free lane.
     *
     * @param bytes what {@link #snapshot} gave
     * @throws IOException if they are damaged or of a newer version
     */
    public void restore(byte[] bytes) throws IOException {
        requireFreeLane();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        Descent descent = Descent.read(in, plan);
        if (descent.isOffLanes()) {
            descent.readState(in, spare, 0);
            beginSettling(descent);
            return;
        }
        occupy();
        for (int i = 0; i < blocks.size(); i++) {
            LaneBlock block = blocks.get(i);
            int usable = Math.min(LaneBlock.WIDTH, lanes - i * LaneBlock.WIDTH);
            int free = ~block.occupied() & ((1 << usable) - 1);
            if (free != 0) {
                int lane = Integer.numberOfTrailingZeros(free);
                descent.readState(in, block.lanes(), lane);
                block.put(lane, descent);
                onLanes++;
                return;
            }
        }
    }
}
