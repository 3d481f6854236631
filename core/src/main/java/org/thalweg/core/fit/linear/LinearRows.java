package org.thalweg.core.fit.linear;

import java.util.Optional;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.data.Distributions;
import org.thalweg.core.fit.data.RowsModel;
import org.thalweg.core.fit.data.StoredRows;
import org.thalweg.core.fit.loss.Logistic;

/**
 * {@link LinearTerms} of rows that arrive in batches: what does not depend on how the rows are kept.
 *
 * @param <B> a batch of rows
 */
interface LinearRows<B> extends RowsModel<B> {

    LinearTerms.Shape shape();

    @Override
    default double[] curvatures(Distributions columns) {
        return LinearTerms.curvatures(shape(), parameters(), columns);
    }

    @Override
    default boolean curvesAsGaussNewton() {
        return shape().loss().bowsAsItCurves();
    }

    @Override
    default Optional<TermShard> penalty() {
        return shape().ridge() > 0 ? Optional.of(LinearTerms.penalty(shape(), parameters())) : Optional.empty();
    }

    /** The terms of rows that were packed as {@code design}. */
    static TermShard shard(LinearTerms.Shape shape, Design design, int id, StoredRows rows) {
        return new LinearShard(shape, design, rows.observations(), id, 0);
    }

    /** Overwrites {@code response} from {@code at} on with what was observed; labels become −1 and 1. */
    static void judge(LinearTerms.Shape shape, double[] observed, int count, double[] response, int at) {
        double[] judged = shape.loss() instanceof Logistic ? LinearTerms.signs(observed) : observed;
        System.arraycopy(judged, 0, response, at, count);
    }
}
