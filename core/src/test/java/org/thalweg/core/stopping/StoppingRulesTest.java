package org.thalweg.core.stopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoppingRulesTest {

    /** A descent that stands where it is told to. */
    record Standing(
            long iterations,
            long evaluations,
            double value,
            double gradientNorm,
            double stepNorm,
            @Nullable Termination termination)
            implements Progress {

        static Standing fresh() {
            return new Standing(0, 0, Double.NaN, Double.NaN, Double.NaN, null);
        }

        static Standing at(long iterations, double value, double gradientNorm) {
            return new Standing(iterations, iterations + 1, value, gradientNorm, 1, null);
        }

        @Override
        public boolean atIterate() {
            return true;
        }
    }

    private static FirstOf standard(double target) {
        return FirstOf.standard(1e-8, 100, target);
    }

    @Test
    void no_rule_ends_a_descent_that_has_not_begun() {
        assertThat(standard(0).test(Standing.fresh())).isNull();
        assertThat(FirstOf.standard(1e-8, 0, 0).test(Standing.fresh())).isNull();
        assertThat(new StepTolerance(1).test(Standing.fresh())).isNull();
        assertThat(new MaxEvaluations(1).test(Standing.fresh())).isNull();
    }

    @Test
    void the_gradient_tolerance_includes_its_bound() {
        assertThat(new GradientTolerance(1e-8).test(Standing.at(3, 0, 1e-8))).isEqualTo(Termination.GRADIENT_TOLERANCE);
        assertThat(new GradientTolerance(1e-8).test(Standing.at(3, 0, 1.1e-8))).isNull();
        assertThat(new GradientTolerance(0).test(Standing.at(3, 0, 0))).isEqualTo(Termination.GRADIENT_TOLERANCE);
    }

    @Test
    void converging_with_the_last_step_counts_as_converged() {
        assertThat(standard(Double.NEGATIVE_INFINITY).test(Standing.at(100, 1, 1e-9)))
                .isEqualTo(Termination.GRADIENT_TOLERANCE);
        assertThat(standard(Double.NEGATIVE_INFINITY).test(Standing.at(100, 1, 1)))
                .isEqualTo(Termination.ITERATIONS_SPENT);
        assertThat(standard(Double.NEGATIVE_INFINITY).test(Standing.at(99, 1, 1)))
                .isNull();
    }

    @Test
    void no_target_is_never_reached_and_unbounded_comes_before_any() {
        assertThat(new Target(Double.NEGATIVE_INFINITY).test(Standing.at(1, Double.NEGATIVE_INFINITY, 1)))
                .isNull();
        assertThat(standard(5).test(Standing.at(1, 5, 1))).isEqualTo(Termination.TARGET_REACHED);
        assertThat(standard(5).test(Standing.at(1, -2e300, 1))).isEqualTo(Termination.UNBOUNDED);
        assertThat(new Unbounded().test(Standing.at(1, Double.NaN, 1))).isNull();
    }

    @Test
    void the_method_s_own_end_is_passed_on() {
        Standing failed = new Standing(7, 9, 1, 1, 1, Termination.LINE_SEARCH_FAILED);
        assertThat(standard(0).test(failed)).isEqualTo(Termination.LINE_SEARCH_FAILED);
    }

    @Test
    void step_and_evaluation_limits_end_a_descent() {
        assertThat(new StepTolerance(1).test(Standing.at(1, 0, 1))).isEqualTo(Termination.STEP_TOLERANCE);
        assertThat(new StepTolerance(0.5).test(Standing.at(1, 0, 1))).isNull();
        assertThat(new MaxEvaluations(2).test(Standing.at(1, 0, 1))).isEqualTo(Termination.EVALUATIONS_SPENT);
    }

    @Test
    void impossible_limits_are_refused_with_their_value() {
        assertThatThrownBy(() -> new GradientTolerance(-1)).hasMessageContaining("(-1.0)");
        assertThatThrownBy(() -> new GradientTolerance(Double.NaN)).hasMessageContaining("(NaN)");
        assertThatThrownBy(() -> new StepTolerance(-1)).hasMessageContaining("(-1.0)");
        assertThatThrownBy(() -> new MaxIterations(-1)).hasMessageContaining("(-1)");
        assertThatThrownBy(() -> new MaxEvaluations(0)).hasMessageContaining("(0)");
        assertThatThrownBy(() -> new Target(Double.NaN)).hasMessageContaining("(NaN)");
    }
}
