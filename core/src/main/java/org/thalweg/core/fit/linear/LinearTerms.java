package org.thalweg.core.fit.linear;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.Distributions;
import org.thalweg.core.fit.data.Observations;
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
    private final Shape shape;

    private LinearTerms(
            @Nullable DataTable dense, @Nullable SparseTable sparse, double[] response, double[] weights, Shape shape) {
        this.dense = dense;
        this.sparse = sparse;
        this.response = shape.loss instanceof Logistic ? signs(response) : response;
        this.weights = weights;
        this.shape = shape;
    }

    /** Labels −1 and 1, where 0 stands for −1, too. */
    static double[] signs(double[] response) {
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
     * @param scales σⱼ > 0, one a feature: the penalty is ½·λ·Σ (σⱼ·βⱼ)², that of a fit to columns divided by σⱼ; empty where all are 1
     */
    public record Shape(Loss loss, boolean intercept, double ridge, double[] scales) implements Serializable {

        /** All features count alike. */
        public Shape(Loss loss, boolean intercept, double ridge) {
            this(loss, intercept, ridge, new double[0]);
        }

        /** The same with a penalty of standardized columns; constant ones are left as they are. */
        public Shape standardized(Distributions columns, int features) {
            double[] deviations = new double[features];
            for (int j = 0; j < features; j++) {
                deviations[j] = columns.deviation(j) > 0 ? columns.deviation(j) : 1;
            }
            return new Shape(loss, intercept, ridge, deviations);
        }
    }

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
        return new LinearTerms(dense, sparse, response, weights, new Shape(other, shape.intercept, 0));
    }

    public int rows() {
        return dense != null ? dense.rows() : Objects.requireNonNull(sparse).rows();
    }

    private int features() {
        return dense != null
                ? dense.columns().length
                : Objects.requireNonNull(sparse).features();
    }

    /** ½·λ·Σ βⱼ² without the intercept. */
    static SquarePenalty penalty(Shape shape, int parameters) {
        return new SquarePenalty(lambda(shape, parameters));
    }

    private static double[] lambda(Shape shape, int parameters) {
        double[] lambda = new double[parameters];
        int first = shape.intercept ? 1 : 0;
        for (int j = first; j < parameters; j++) {
            double scale = shape.scales.length == 0 ? 1 : shape.scales[j - first];
            lambda[j] = shape.ridge * scale * scale;
        }
        return lambda;
    }

    @Override
    public int parameters() {
        return features() + (shape.intercept ? 1 : 0);
    }

    @Override
    public int shards() {
        return Sharding.of(rows()).shards() + (shape.ridge > 0 ? 1 : 0);
    }

    /** The diagonal of XᵀWX + λ·diag(σ²): about a multiple of ∇²F's, which the loss bends by its own measure. */
    @Override
    public double[] curvatures() {
        double[] sums = lambda(shape, parameters());
        int first = shape.intercept ? 1 : 0;
        if (shape.intercept) {
            for (double weight : weights) {
                sums[0] += weight;
            }
        }
        if (dense != null) {
            for (int j = 0; j < features(); j++) {
                double[] column = dense.columns()[j];
                for (int row = 0; row < column.length; row++) {
                    sums[first + j] += weights[row] * column[row] * column[row];
                }
            }
        } else {
            addSquares(Objects.requireNonNull(sparse), sums, first);
        }
        return sums;
    }

    /** The same of columns of which the distributions are known. */
    static double[] curvatures(Shape shape, int parameters, Distributions columns) {
        double[] sums = lambda(shape, parameters);
        int first = shape.intercept ? 1 : 0;
        if (shape.intercept) {
            sums[0] += columns.weight();
        }
        for (int j = 0; j < parameters - first; j++) {
            sums[first + j] += columns.squares(j) + columns.mean(j) * columns.mean(j) * columns.weight();
        }
        return sums;
    }

    @Override
    public boolean curvesAsGaussNewton() {
        return shape.loss.bowsAsItCurves();
    }

    private void addSquares(SparseTable table, double[] sums, int first) {
        int[] starts = table.starts();
        int[] indices = table.indices();
        double[] values = table.values();
        for (int row = 0; row < table.rows(); row++) {
            for (int k = starts[row]; k < starts[row + 1]; k++) {
                sums[first + indices[k]] += weights[row] * values[k] * values[k];
            }
        }
    }

    @Override
    public TermShard open(int id) {
        Sharding sharding = Sharding.of(rows());
        if (id == sharding.shards()) {
            return penalty(shape, parameters());
        }
        int from = sharding.first(id);
        int to = sharding.first(id + 1);
        Design design = dense != null
                ? DenseDesign.of(dense.columns(), from, to)
                : new SparseDesign(Objects.requireNonNull(sparse), from, to);
        Observations observations = Observations.bare(rows(), response, weights);
        return new LinearShard(shape, design, observations, id, from);
    }
}
