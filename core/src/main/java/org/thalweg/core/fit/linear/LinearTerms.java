package org.thalweg.core.fit.linear;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.SparseTable;
import org.thalweg.core.fit.loss.Logistic;
import org.thalweg.core.fit.loss.Loss;
import org.thalweg.core.fit.model.Sharding;
import org.thalweg.core.fit.model.SquarePenalty;

/**
 * Σ wᵢ·ℓ(β₀ + Σ βⱼ·xᵢⱼ, yᵢ) + ½·λ·Σ βⱼ² over data that is in memory; the intercept β₀ is not penalized.
 *
 * <p>The parameters are β₀, where there is one, then a slope a feature.
 */
public final class LinearTerms implements Terms {
    private static final long serialVersionUID = 1;

    private final @Nullable DataTable dense;
    private final @Nullable SparseTable sparse;
    private final double[] response;
    private final double[] weights;
    private final Loss loss;
    private final boolean intercept;
    private final double ridge;

    private LinearTerms(
            @Nullable DataTable dense, @Nullable SparseTable sparse, double[] response, double[] weights, Shape shape) {
        this.dense = dense;
        this.sparse = sparse;
        this.response = shape.loss instanceof Logistic ? signs(response) : response;
        this.weights = weights;
        this.loss = shape.loss;
        this.intercept = shape.intercept;
        this.ridge = shape.ridge;
    }

    /** Labels −1 and 1, where 0 stands for −1, too. */
    private static double[] signs(double[] response) {
        double[] signs = new double[response.length];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = response[i] > 0 ? 1 : -1;
        }
        return signs;
    }

    /**
     * What is fitted.
     *
     * @param intercept whether there is a β₀
     * @param ridge λ ≥ 0
     */
    public record Shape(Loss loss, boolean intercept, double ridge) {}

    /** Over dense rows: every column of {@code features} is one. */
    public static LinearTerms dense(DataTable features, double[] response, double[] weights, Shape shape) {
        return new LinearTerms(features, null, response, weights, shape);
    }

    /** Over sparse rows. */
    public static LinearTerms sparse(SparseTable features, double[] response, double[] weights, Shape shape) {
        return new LinearTerms(null, features, response, weights, shape);
    }

    /** The same predictor over the same data, with another loss and without the penalty. */
    public LinearTerms with(Loss other) {
        return new LinearTerms(dense, sparse, response, weights, new Shape(other, intercept, 0));
    }

    public int rows() {
        return dense != null ? dense.rows() : Objects.requireNonNull(sparse).rows();
    }

    private int features() {
        return dense != null
                ? dense.columns().length
                : Objects.requireNonNull(sparse).features();
    }

    public Loss loss() {
        return loss;
    }

    public boolean hasIntercept() {
        return intercept;
    }

    double[] response() {
        return response;
    }

    double[] weights() {
        return weights;
    }

    @Override
    public int parameters() {
        return features() + (intercept ? 1 : 0);
    }

    @Override
    public int shards() {
        return Sharding.of(rows()).shards() + (ridge > 0 ? 1 : 0);
    }

    @Override
    public TermShard open(int id) {
        Sharding sharding = Sharding.of(rows());
        if (id == sharding.shards()) {
            double[] lambda = new double[parameters()];
            Arrays.fill(lambda, ridge);
            if (intercept) {
                lambda[0] = 0;
            }
            return new SquarePenalty(lambda);
        }
        int from = sharding.first(id);
        int to = sharding.first(id + 1);
        Design design = dense != null
                ? new DenseDesign(dense.columns(), from, to)
                : new SparseDesign(Objects.requireNonNull(sparse), from, to);
        return new LinearShard(this, design, id, from);
    }
}
