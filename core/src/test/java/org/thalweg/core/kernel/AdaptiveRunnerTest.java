package org.thalweg.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.linalg.PointBatch;

/** A long run goes through all backends, cold and hot, and no bit changes on the way. */
final class AdaptiveRunnerTest {

    @ParameterizedTest
    @CsvSource({"AUTO", "VECTOR", "SCALAR"})
    void the_bits_do_not_depend_on_how_long_a_run_has_lasted(KernelBackend backend) {
        String text = "log(2 + sum(i, 1, n, x[i]^4 + sin(3*x[i])^2)) + sum(i, 1, n-1, exp(-x[i]*x[i+1]))";
        Formula formula = Formula.parse(text, ParseOptions.none().withDimension(16));
        CompiledFormula adaptive = CompiledFormula.compile(formula, backend);
        CompiledFormula reference = CompiledFormula.compile(formula, KernelBackend.REFERENCE);
        PointBatch batch =
                new PointBatch(18, 16, new Random(1).doubles(18 * 16, -2, 2).toArray());
        double[] values = new double[18];
        double[] gradients = new double[18 * 16];
        double[] expectedValues = new double[18];
        double[] expectedGradients = new double[18 * 16];
        reference.valuesAndGradients(batch, expectedValues, expectedGradients);
        for (int k = 0; k < 8000; k++) {
            adaptive.valuesAndGradients(batch, values, gradients);
            if (k % 97 == 0 || k > 7990) {
                assertThat(values).isEqualTo(expectedValues);
                assertThat(gradients).isEqualTo(expectedGradients);
            }
        }
    }
}
