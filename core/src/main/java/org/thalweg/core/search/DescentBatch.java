package org.thalweg.core.search;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.PointBatch;
import org.thalweg.core.objective.BatchObjective;
import org.thalweg.core.objective.Objective;
import org.thalweg.core.optimizer.DerivativeOrder;
import org.thalweg.core.optimizer.Evaluation;

/**
 * Descents that advance together on lanes, one evaluation of each at a time.
 *
 * <p>Where the objective evaluates batches and the method asks for gradients, the trial points of all lanes are evaluated
 * at once. What becomes of a descent depends on its start alone: not on the number of lanes, nor on what the other lanes
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
    private final DescentPlan plan;
    private final Bounds bounds;
    private final Oracle oracle;
    private final int lanes;
    private final Evaluation evaluation;
    private final @Nullable BatchObjective together;
    private final double[] coordinates;
    private final double[] values;
    private final double[] gradients;
    private long batched;
    private final List<Descent<?>> descents = new ArrayList<>();
    private final List<Descent<?>> asking = new ArrayList<>();

    /**
     * @param objective the function to be minimized
     * @param bounds the box that descents keep to
     * @param lanes how many descents may be in flight
     */
    public DescentBatch(Objective objective, Bounds bounds, DescentPlan plan, int lanes) {
        if (lanes < 1) {
            throw new IllegalArgumentException("lanes (%d) must be at least 1".formatted(lanes));
        }
        this.plan = plan;
        this.bounds = bounds;
        this.lanes = lanes;
        DerivativeOrder order = plan.optimizer().order();
        int dimension = objective.dimension();
        oracle = new Oracle(objective, bounds);
        evaluation = new Evaluation(dimension, order);
        together = order == DerivativeOrder.GRADIENT && objective instanceof BatchObjective batch ? batch : null;
        int width = together == null ? 0 : lanes;
        coordinates = new double[Math.multiplyExact(width, dimension)];
        gradients = new double[coordinates.length];
        values = new double[width];
    }

    public boolean hasFreeLane() {
        return descents.size() < lanes;
    }

    /** How many descents are in flight. */
    public int active() {
        return descents.size();
    }

    /**
     * Begins a descent on a free lane.
     *
     * @param start the index of the start, by which the finished descent is known
     * @param x0 the starting point, which is copied
     */
    public void begin(long start, double[] x0) {
        occupy(Descent.begin(start, x0, plan, bounds));
    }

    private void occupy(Descent<?> descent) {
        if (!hasFreeLane()) {
            throw new IllegalStateException("all %d lanes are taken".formatted(lanes));
        }
        descents.add(descent);
    }

    /**
     * Advances all lanes by turns, until {@code budget} evaluations are spent or at the end of a turn in which descents
     * finished, so that their lanes can be refilled.
     *
     * @param budget evaluations of the objective, exceeded by at most one turn
     * @param sink receives the finished descents, whose lanes are free already
     * @return evaluations spent
     */
    public long advance(long budget, Consumer<FinishedDescent> sink) {
        long before = spent();
        int inFlight = descents.size();
        while (!descents.isEmpty() && descents.size() == inFlight && spent() - before < budget) {
            turn();
            List<FinishedDescent> finished = descents.stream()
                    .map(Descent::finished)
                    .filter(Objects::nonNull)
                    .toList();
            descents.removeIf(descent -> descent.finished() != null);
            finished.forEach(sink);
        }
        return spent() - before;
    }

    private long spent() {
        return oracle.evaluations() + batched;
    }

    /** One evaluation, or one bounded step of settling, for each lane. */
    private void turn() {
        asking.clear();
        for (Descent<?> descent : descents) {
            if (!descent.isAsking()) {
                descent.settle(oracle);
            } else if (together != null) {
                asking.add(descent);
            } else {
                long before = oracle.evaluations();
                oracle.evaluate(descent.ask(), plan.optimizer().order(), evaluation);
                descent.tell(evaluation, oracle.evaluations() - before);
            }
        }
        if (together != null && !asking.isEmpty()) {
            evaluateTogether(together);
        }
    }

    private void evaluateTogether(BatchObjective objective) {
        int size = asking.size();
        int dimension = bounds.dimension();
        PointBatch points = new PointBatch(size, dimension, coordinates);
        for (int i = 0; i < size; i++) {
            points.set(i, asking.get(i).ask());
        }
        objective.valuesAndGradients(points, values, gradients);
        batched += size;
        for (int i = 0; i < size; i++) {
            evaluation.value = values[i];
            for (int j = 0; j < dimension; j++) {
                evaluation.gradient[j] = gradients[j * size + i];
            }
            asking.get(i).tell(evaluation, 1);
        }
    }

    /** Each descent in flight as versioned bytes, by its start index. The batch goes on undisturbed. */
    public SortedMap<Long, byte[]> snapshot() {
        SortedMap<Long, byte[]> snapshots = new TreeMap<>();
        for (Descent<?> descent : descents) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                descent.write(new DataOutputStream(bytes));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            snapshots.put(descent.start(), bytes.toByteArray());
        }
        return snapshots;
    }

    /**
     * Puts a descent back on a free lane.
     *
     * @param descent the bytes of {@link #snapshot}
     * @throws IOException if they are damaged or of a newer version
     */
    public void restore(byte[] descent) throws IOException {
        occupy(Descent.read(new DataInputStream(new ByteArrayInputStream(descent)), plan, bounds));
    }
}
