package org.thalweg.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.thalweg.core.expression.Formula;

/** Values, gradients and Hessians against somebody else's automatic differentiation, on generated formulas. */
final class DerivativesTest {

    private static final int FORMULAS = 4000;
    private static final double TOLERANCE = 1e-12;

    @Test
    void generated_formulas_have_the_derivatives_of_truncated_taylor_arithmetic() {
        long seed = 20_240_601;
        System.out.println("generated formulas: seed " + seed);
        Random random = new Random(seed);
        RandomFormula formulas = new RandomFormula(random, false);
        int compared = 0;
        for (int k = 0; k < FORMULAS; k++) {
            Formula formula = formulas.next();
            double[] x = random.doubles(formula.dimension(), -2, 2).toArray();
            TreeWalk.Result expected = TreeWalk.evaluate(formula, x);
            if (expected.nearKink() || !(expected.largest() < 1e6)) {
                continue;
            }
            compare(formula, x, expected);
            compared++;
        }
        assertThat(compared).isGreaterThan(FORMULAS / 3);
    }

    private static void compare(Formula formula, double[] x, TreeWalk.Result expected) {
        int n = x.length;
        double[] g = new double[n];
        double[] g2 = new double[n];
        double[] h = new double[n * n];
        CompiledFormula compiled = CompiledFormula.compile(formula, KernelBackend.REFERENCE);
        double value = compiled.value(x);
        double tolerance = TOLERANCE * expected.largest() * expected.largest();
        assertThat(value).as("value of %s", formula).isCloseTo(expected.value().getValue(), offset(tolerance));
        assertThat(compiled.valueAndGradient(x, g)).as("value of %s", formula).isEqualTo(value);
        assertThat(compiled.valueGradientAndHessian(x, g2, h))
                .as("value of %s", formula)
                .isEqualTo(value);
        assertThat(g2).as("gradients of %s", formula).isEqualTo(g);
        for (int i = 0; i < n; i++) {
            assertThat(g[i]).as("∂%d of %s", i, formula).isCloseTo(expected.gradient(i), offset(tolerance));
            for (int j = 0; j < n; j++) {
                assertThat(h[i * n + j])
                        .as("∂%d∂%d of %s", i, j, formula)
                        .isCloseTo(expected.hessian(i, j), offset(tolerance));
            }
        }
    }

    private static org.assertj.core.data.Offset<Double> offset(double tolerance) {
        return org.assertj.core.api.Assertions.within(tolerance);
    }
}
