package org.thalweg.core.fit.online;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.data.HeapPieces;
import org.thalweg.core.fit.data.RowsModel;
import org.thalweg.core.fit.data.StoredRows;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.optimizer.UpdateRule;

/**
 * Learns from rows as they come: rows are gathered to micro-rounds of a fixed number; each is judged by the parameters as they are, and then moves
 * them by one step of a first-order rule along the mean slope of its rows.
 *
 * <p>A round begins every so many rows and at no other time, so what is learned depends on the rows and their order alone. Penalties of the model
 * are not looked at: an {@link FtrlProximal} brings its own. One instance serves one thread.
 *
 * @param <B> a batch of rows
 */
public final class OnlineFit<B> {
    private final RowsModel<B> model;
    private final UpdateRule rule;
    private final int size;
    private final HeapPieces pieces = new HeapPieces();
    private final RowsModel.Packing<B> packing;
    private final double[] answer;
    private final double[] slope;
    private final double[] displacement;
    private @Nullable TermShard whole;
    private final OnlineState state;
    private int gathered;

    /**
     * Begins at {@code start}.
     *
     * @param size rows of a micro-round
     */
    public OnlineFit(RowsModel<B> model, UpdateRule rule, int size, double[] start) {
        this(model, rule, size, new OnlineState(start, rule.memoryVectors()));
    }

    /** Goes on from a state between two rounds. */
    public OnlineFit(RowsModel<B> model, UpdateRule rule, int size, OnlineState state) {
        if (size < 1) {
            throw new IllegalArgumentException("a micro-round (%d) must have at least one row".formatted(size));
        }
        this.model = model;
        this.rule = rule;
        this.size = size;
        this.state = state;
        packing = model.pack(size, pieces);
        int parameters = model.parameters();
        answer = new double[1 + parameters];
        slope = new double[parameters];
        displacement = new double[parameters];
    }

    /** Rows that the micro-round which has begun still lacks. */
    public int lacking() {
        return size - gathered;
    }

    /**
     * Gathers rows, {@link #lacking} at most; learns from them when the round is complete.
     *
     * @param rows how many the batch has
     * @return whether a round was completed
     */
    public boolean add(B batch, int rows) {
        if (rows > lacking()) {
            throw new IllegalArgumentException(
                    "%d rows are more than the %d that the round lacks".formatted(rows, lacking()));
        }
        try {
            packing.add(batch);
            gathered += rows;
            if (gathered < size) {
                return false;
            }
            learn(packing.finish());
            return true;
        } catch (IOException e) {
            throw new IllegalStateException("memory is no disk", e);
        }
    }

    /** Learns from the rows of a round that will not be completed; returns whether there were any. */
    public boolean finish() {
        if (gathered == 0) {
            return false;
        }
        try {
            learn(packing.finish());
            return true;
        } catch (IOException e) {
            throw new IllegalStateException("memory is no disk", e);
        }
    }

    private void learn(StoredRows rows) {
        TermShard shard = rows.rows() == size && whole != null ? whole : model.shard(0, rows);
        whole = rows.rows() == size ? shard : whole;
        if (!state.diverged) {
            shard.answer(Question.gradient(), state.theta, answer);
            step(Arrays.stream(rows.weights(), 0, rows.rows()).sum());
            state.rows += rows.rows();
            state.rounds++;
        }
        pieces.clear();
        gathered = 0;
    }

    private void step(double weight) {
        for (int j = 0; j < slope.length; j++) {
            slope[j] = answer[1 + j] / weight;
        }
        if (!Double.isFinite(answer[0]) || !Vectors.isFinite(slope)) {
            state.diverged = true;
            return;
        }
        state.weight += weight;
        state.loss += answer[0];
        state.note(answer[0] / weight);
        rule.displace(state.rounds + 1, state.theta, slope, state.memory, displacement);
        for (int j = 0; j < slope.length; j++) {
            state.theta[j] += displacement[j];
        }
    }

    /** What was learned up to the last complete round: changes as it learns. */
    public OnlineState state() {
        return state;
    }
}
