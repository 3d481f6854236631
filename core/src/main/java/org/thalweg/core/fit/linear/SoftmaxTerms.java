package org.thalweg.core.fit.linear;

import java.util.Arrays;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.model.Sharding;
import org.thalweg.core.fit.model.SquarePenalty;

/**
 * The cross-entropy of K classes whose log-odds are linear, Σ wᵢ·(log Σ_c exp z_{ic} − z_{i,yᵢ}) + ½·λ·Σ β²; intercepts are not penalized.
 *
 * <p>Class 0 is the reference, with z = 0. The parameters are, class by class from 1 on, the intercept, where there is one, then a slope a
 * feature: (K − 1)·(d + 1) of them. With two classes this is logistic regression.
 */
public final class SoftmaxTerms implements Terms {
    private static final long serialVersionUID = 1;

    private final DataTable features;
    private final int[] classes;
    private final double[] weights;
    private final int count;
    private final boolean intercept;
    private final double ridge;

    /**
     * @param features every column is one
     * @param classes the class of each row, in [0, K)
     * @param weights of the rows
     * @param shape intercept and λ; its loss does not count
     */
    public SoftmaxTerms(DataTable features, int[] classes, double[] weights, LinearTerms.Shape shape) {
        this.features = features;
        this.classes = classes;
        this.weights = weights;
        this.count = 1 + Arrays.stream(classes).max().orElse(0);
        this.intercept = shape.intercept();
        this.ridge = shape.ridge();
        if (count < 2) {
            throw new IllegalArgumentException("there must be at least 2 classes, not %d".formatted(count));
        }
    }

    /** K. */
    public int classes() {
        return count;
    }

    /** How many parameters a class has. */
    private int each() {
        return features.columns().length + (intercept ? 1 : 0);
    }

    @Override
    public int parameters() {
        return (count - 1) * each();
    }

    @Override
    public int shards() {
        return Sharding.of(features.rows()).shards() + (ridge > 0 ? 1 : 0);
    }

    /** p·(1 − p)·Σ w·x² + λ, p the share of the class: what ∇²F's diagonal is where all rows are given the shares of the classes. */
    @Override
    public double[] curvatures() {
        double[] shares = new double[count];
        double total = 0;
        for (int row = 0; row < features.rows(); row++) {
            shares[classes[row]] += weights[row];
            total += weights[row];
        }
        double[] sums = new double[parameters()];
        for (int j = 0; j < each(); j++) {
            boolean constant = intercept && j == 0;
            double squares = constant ? total : squares(features.columns()[j - (intercept ? 1 : 0)]);
            for (int c = 1; c < count; c++) {
                double share = shares[c] / total;
                sums[(c - 1) * each() + j] = share * (1 - share) * squares + (constant ? 0 : ridge);
            }
        }
        return sums;
    }

    private double squares(double[] column) {
        double sum = 0;
        for (int row = 0; row < column.length; row++) {
            sum += weights[row] * column[row] * column[row];
        }
        return sum;
    }

    @Override
    public boolean curvesAsGaussNewton() {
        return true;
    }

    @Override
    public TermShard open(int id) {
        Sharding sharding = Sharding.of(features.rows());
        if (id == sharding.shards()) {
            double[] lambda = new double[parameters()];
            Arrays.fill(lambda, ridge);
            for (int c = 0; intercept && c < count - 1; c++) {
                lambda[c * each()] = 0;
            }
            return new SquarePenalty(lambda);
        }
        int from = sharding.first(id);
        int to = sharding.first(id + 1);
        int d = each();
        int first = intercept ? 1 : 0;
        double[] rows = new double[(to - from) * d];
        for (int row = from; row < to; row++) {
            int at = (row - from) * d;
            if (intercept) {
                rows[at] = 1;
            }
            for (int j = first; j < d; j++) {
                rows[at + j] = features.columns()[j - first][row];
            }
        }
        return new SoftmaxShard(
                id, rows, Arrays.copyOfRange(classes, from, to), Arrays.copyOfRange(weights, from, to), count);
    }
}
