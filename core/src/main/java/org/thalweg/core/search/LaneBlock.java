package org.thalweg.core.search;

import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.PointBatch;
import org.thalweg.core.objective.BatchHessianObjective;
import org.thalweg.core.objective.BatchObjective;
import org.thalweg.core.optimizer.DerivativeOrder;
import org.thalweg.core.optimizer.DescentLanes;
import org.thalweg.core.optimizer.Evaluation;
import org.thalweg.core.optimizer.LaneEvaluations;
import org.thalweg.core.stopping.Unbounded;

/** Some lanes and the descents that are on them. */
final class LaneBlock {
    static final int WIDTH = DescentLanes.WIDTH;

    /** Of more lanes than this the idle ones are evaluated, too: copying the others together would cost more. */
    private static final int FEW = WIDTH / 2;

    private final DescentLanes lanes;
    private final int dimension;
    private final DerivativeOrder order;
    private final LaneEvaluations evaluations;
    private final Evaluation single;
    private final double[] fewCoordinates;
    private final double[] fewGradients;
    private final double[] fewValues = new double[FEW];
    private final double[] fewHessians;
    private final @Nullable Descent[] descents = new @Nullable Descent[WIDTH];
    private int occupied;

    LaneBlock(DescentLanes lanes, int dimension, DerivativeOrder order) {
        this.lanes = lanes;
        this.dimension = dimension;
        this.order = order;
        evaluations = new LaneEvaluations(dimension, order);
        single = new Evaluation(dimension, order);
        fewCoordinates = new double[order == DerivativeOrder.VALUE ? 0 : Math.multiplyExact(dimension, FEW)];
        fewGradients = new double[fewCoordinates.length];
        fewHessians = new double[order == DerivativeOrder.HESSIAN ? Math.multiplyExact(dimension * dimension, FEW) : 0];
    }

    DescentLanes lanes() {
        return lanes;
    }

    /** Lanes that are taken, lane i as bit i. */
    int occupied() {
        return occupied;
    }

    @Nullable Descent descent(int lane) {
        return descents[lane];
    }

    void put(int lane, Descent descent) {
        descents[lane] = descent;
        occupied |= 1 << lane;
    }

    void remove(int lane) {
        descents[lane] = null;
        occupied &= ~(1 << lane);
    }

    /** Evaluates the trials of all lanes that are taken, together, and tells the lanes and their descents. Returns how many. */
    int advance(BatchObjective objective) {
        int count = Integer.bitCount(occupied);
        if (count > FEW) {
            PointBatch points = new PointBatch(WIDTH, dimension, lanes.trials());
            evaluate(objective, points, evaluations.values, evaluations.gradients, evaluations.hessians);
        } else if (count > 0) {
            evaluateFew(objective, count);
        }
        tell(1);
        return count;
    }

    private void evaluate(
            BatchObjective objective, PointBatch points, double[] values, double[] gradients, double[] hessians) {
        if (order == DerivativeOrder.HESSIAN && objective instanceof BatchHessianObjective twice) {
            twice.valuesGradientsAndHessians(points, values, gradients, hessians);
        } else {
            objective.valuesAndGradients(points, values, gradients);
        }
    }

    private void evaluateFew(BatchObjective objective, int count) {
        double[] trials = lanes.trials();
        int i = 0;
        for (int left = occupied; left != 0; left &= left - 1, i++) {
            int lane = Integer.numberOfTrailingZeros(left);
            for (int j = 0; j < dimension; j++) {
                fewCoordinates[j * count + i] = trials[j * WIDTH + lane];
            }
        }
        PointBatch points = new PointBatch(count, dimension, fewCoordinates);
        evaluate(objective, points, fewValues, fewGradients, fewHessians);
        i = 0;
        for (int left = occupied; left != 0; left &= left - 1, i++) {
            int lane = Integer.numberOfTrailingZeros(left);
            evaluations.values[lane] = fewValues[i];
            for (int j = 0; j < dimension; j++) {
                evaluations.gradients[j * WIDTH + lane] = fewGradients[j * count + i];
            }
            for (int entry = 0; entry < evaluations.hessians.length / WIDTH; entry++) {
                evaluations.hessians[entry * WIDTH + lane] = fewHessians[entry * count + i];
            }
        }
    }

    /** Evaluates the trials of all lanes that are taken, one by one, and tells the lanes and their descents. */
    void advance(Oracle oracle) {
        long cost = 0;
        for (int left = occupied; left != 0; left &= left - 1) {
            int lane = Integer.numberOfTrailingZeros(left);
            long before = oracle.evaluations();
            oracle.evaluate(lanes.trial(lane), order, single);
            cost = oracle.evaluations() - before;
            evaluations.set(lane, single);
        }
        tell(cost);
    }

    /** @param cost evaluations of the objective at each lane */
    private void tell(long cost) {
        double[] @Nullable [] bottoms = null;
        for (int left = occupied; left != 0; left &= left - 1) {
            int lane = Integer.numberOfTrailingZeros(left);
            if (Unbounded.below(evaluations.values[lane])) {
                bottoms = bottoms == null ? new double[WIDTH][] : bottoms;
                bottoms[lane] = lanes.trial(lane);
            }
        }
        if (occupied != 0) {
            lanes.tell(occupied, evaluations);
        }
        for (int left = occupied; left != 0; left &= left - 1) {
            int lane = Integer.numberOfTrailingZeros(left);
            Descent descent = descents[lane];
            if (descent != null) {
                descent.told(lanes, lane, bottoms == null ? null : bottoms[lane], cost);
            }
        }
    }
}
