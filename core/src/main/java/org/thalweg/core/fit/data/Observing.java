package org.thalweg.core.fit.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.fit.loss.Loss;
import org.thalweg.core.kernel.CompiledFormula;
import org.thalweg.core.kernel.KernelBackend;

/**
 * Where what was observed, and how much each row counts, is found among columns.
 *
 * @param response a formula of columns
 * @param weight a formula of columns; null where every row counts 1
 */
public record Observing(Formula response, @Nullable Formula weight) implements Serializable {

    /** What finds them, in batches of rows with these columns. One instance serves one thread. */
    public Eye open(List<String> columns) {
        return new Eye(this, Column.of(response, columns), weight == null ? null : Column.of(weight, columns));
    }

    /**
     * Looks whether a loss takes an observation.
     *
     * @param text what the observation is called
     * @throws UnusableRowException if it does not
     */
    public static void require(Loss loss, String text, double y, int row) {
        if (!loss.accepts(y)) {
            throw new UnusableRowException(
                    row,
                    "--response: %s is %s. For the loss %s it must %s.".formatted(text, y, loss.name(), loss.demand()));
        }
    }

    /** Looks at batches of rows. */
    public static final class Eye {
        private final Observing what;
        private final Column response;
        private final @Nullable Column weight;

        private Eye(Observing what, Column response, @Nullable Column weight) {
            this.what = what;
            this.response = response;
            this.weight = weight;
        }

        /**
         * Looks whether a loss takes all rows of a batch.
         *
         * @throws UnusableRowException if it does not take what was observed, or a weight is not positive
         */
        public void require(Loss loss, DataTable batch, double[] responses, double[] weights) {
            for (int row = 0; row < batch.rows(); row++) {
                Observing.require(loss, what.response.text(), responses[row], row);
                if (what.weight != null && !(weights[row] > 0 && weights[row] < Double.POSITIVE_INFINITY)) {
                    throw new UnusableRowException(
                            row,
                            "--weight: %s is %s. Weights must be positive."
                                    .formatted(what.weight.text(), weights[row]));
                }
            }
        }

        /** What was observed in each row of a batch. */
        public double[] responses(DataTable batch) {
            return response.of(batch);
        }

        /** How much each row of a batch counts. */
        public double[] weights(DataTable batch) {
            if (weight == null) {
                double[] ones = new double[batch.rows()];
                Arrays.fill(ones, 1);
                return ones;
            }
            return weight.of(batch);
        }
    }

    /** A formula of columns, compiled. */
    private record Column(CompiledFormula formula, int[] columns) {

        static Column of(Formula formula, List<String> names) {
            return new Column(
                    CompiledFormula.compile(formula, KernelBackend.AUTO),
                    formula.variables().stream().mapToInt(names::indexOf).toArray());
        }

        double[] of(DataTable batch) {
            double[] point = new double[columns.length];
            double[] values = new double[batch.rows()];
            for (int row = 0; row < values.length; row++) {
                for (int c = 0; c < columns.length; c++) {
                    point[c] = batch.columns()[columns[c]][row];
                }
                values[row] = formula.value(point);
            }
            return values;
        }
    }
}
