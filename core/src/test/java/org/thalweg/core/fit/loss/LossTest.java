package org.thalweg.core.fit.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LossTest {
    private static final double STEP = 1e-5;
    private static final double[] PREDICTIONS = {-7.3, -1.1, -0.2, 0.3, 0.9, 2.7, 6.1};

    static java.util.stream.Stream<Loss> losses() {
        return Losses.names().stream()
                .map(name -> Losses.named(
                                name, Losses.takesScale(name) ? OptionalDouble.of(0.8) : OptionalDouble.empty())
                        .orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("losses")
    void slopes_and_curvatures_are_the_derivatives(Loss loss) {
        for (double z : PREDICTIONS) {
            double slope = (loss.value(z + STEP, 1) - loss.value(z - STEP, 1)) / (2 * STEP);
            double curvature = (loss.slope(z + STEP, 1) - loss.slope(z - STEP, 1)) / (2 * STEP);
            assertThat(loss.slope(z, 1)).isCloseTo(slope, within(1e-6 * (1 + Math.abs(slope))));
            assertThat(loss.curvature(z, 1)).isCloseTo(curvature, within(1e-6 * (1 + Math.abs(curvature))));
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void the_bow_is_never_negative_and_bends_no_less_than_the_loss(Loss loss) {
        for (double z : PREDICTIONS) {
            assertThat(loss.bow(z, 1)).isGreaterThanOrEqualTo(0).isGreaterThanOrEqualTo(loss.curvature(z, 1));
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void a_loss_says_whether_its_bow_is_its_curvature(Loss loss) {
        boolean same = Arrays.stream(PREDICTIONS).allMatch(z -> loss.bow(z, 1) == loss.curvature(z, 1));
        assertThat(loss.bowsAsItCurves()).isEqualTo(same);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void the_formula_is_what_the_code_computes(Loss loss) {
        var formula = org.thalweg.core.expression.Formula.parse(loss.formula().replaceAll(", y = .*", ""));
        var compiled = org.thalweg.core.kernel.CompiledFormula.compile(
                formula, org.thalweg.core.kernel.KernelBackend.REFERENCE);
        for (double z : PREDICTIONS) {
            double[] point = formula.variables().stream()
                    .mapToDouble(name -> name.equals("z") ? z : 1)
                    .toArray();
            assertThat(loss.value(z, 1)).isCloseTo(compiled.value(point), within(1e-12));
        }
    }
}
