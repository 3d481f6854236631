package org.thalweg.core.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.stopping.Progress;

/** Lanes of a method that has no form of its own for them: a state on each, told one after the other. */
final class OneByOne<S extends Progress> implements DescentLanes {
    private final Optimizer<S> optimizer;
    private final Bounds bounds;
    private final List<@Nullable S> states = new ArrayList<>(Collections.nCopies(WIDTH, null));
    private final double[] trials;
    private final Evaluation evaluation;

    OneByOne(Optimizer<S> optimizer, Bounds bounds) {
        this.optimizer = optimizer;
        this.bounds = bounds;
        trials = new double[Math.multiplyExact(bounds.dimension(), WIDTH)];
        evaluation = new Evaluation(bounds.dimension(), optimizer.order());
    }

    @Override
    public void begin(int lane, double[] x0) {
        put(lane, optimizer.init(x0, bounds));
    }

    private void put(int lane, S state) {
        states.set(lane, state);
        place(lane, state);
    }

    private void place(int lane, S state) {
        Columns.set(trials, lane, optimizer.ask(state));
    }

    private S state(int lane) {
        S state = states.get(lane);
        if (state == null) {
            throw new IllegalStateException("no descent was begun on lane " + lane);
        }
        return state;
    }

    @Override
    public double[] trials() {
        return trials;
    }

    @Override
    public void tell(int told, LaneEvaluations evaluations) {
        for (int left = told; left != 0; left &= left - 1) {
            int lane = Integer.numberOfTrailingZeros(left);
            S state = state(lane);
            evaluations.get(lane, evaluation);
            optimizer.tell(state, evaluation);
            place(lane, state);
        }
    }

    @Override
    public Progress progress(int lane) {
        return state(lane);
    }

    @Override
    public double[] best(int lane) {
        return optimizer.best(state(lane));
    }

    @Override
    public void write(int lane, DataOutput out) throws IOException {
        optimizer.codec().write(state(lane), out);
    }

    @Override
    public void read(int lane, int version, DataInput in) throws IOException {
        put(lane, optimizer.codec().read(version, in, bounds));
    }
}
