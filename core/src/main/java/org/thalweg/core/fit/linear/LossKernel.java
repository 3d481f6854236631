package org.thalweg.core.fit.linear;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.fit.loss.Logistic;
import org.thalweg.core.fit.loss.Loss;
import org.thalweg.core.kernel.CompiledFormula;
import org.thalweg.core.kernel.KernelBackend;
import org.thalweg.core.linalg.PointBatch;

/** A loss and its slope for many predictions at once: its formula, compiled, or arithmetic of its own. One instance serves one thread. */
final class LossKernel {
    private final CompiledFormula compiled;
    private final @Nullable LogisticArithmetic logistic;
    private final double[] points = new double[2 * Design.RUN];
    private final double[] slopes = new double[2 * Design.RUN];
    private final double[] values = new double[Design.RUN];

    LossKernel(Loss loss) {
        String text = loss.formula().replaceAll(", y = .*", "");
        Formula formula = Formula.parse(text, ParseOptions.none().withOrder(List.of("z", "y")));
        compiled = CompiledFormula.compile(formula, KernelBackend.AUTO);
        logistic = loss instanceof Logistic ? LogisticArithmetic.fastest() : null;
    }

    /**
     * Evaluates ℓ(zᵢ, yᵢ) for i &lt; {@code count}; {@link #value} and {@link #slope} then tell.
     *
     * @param response yᵢ at {@code [from + i]}
     */
    void evaluate(int count, double[] z, double[] response, int from) {
        if (logistic != null) {
            System.arraycopy(response, from, points, 0, count);
            logistic.evaluate(count, z, points, values, slopes);
            return;
        }
        System.arraycopy(z, 0, points, 0, count);
        System.arraycopy(response, from, points, count, count);
        compiled.valuesAndGradients(new PointBatch(count, 2, points), values, slopes);
    }

    /** ℓ of row {@code i}. */
    double value(int i) {
        return values[i];
    }

    /** ∂ℓ/∂z of row {@code i}. */
    double slope(int i) {
        return slopes[i];
    }
}
