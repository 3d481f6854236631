package org.thalweg.core.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.linalg.Bounds;

/** Functions coded once, differentiated by dual numbers and on a tape. */
class CodedObjectiveTest {

    /** Every operation once. */
    private record Everything() implements RealFunction {
        static final String TEXT = "log(x^4 + x^3 + 2)*sin(y) - exp(x*y/10)/(1 + y^2) + sqrt(1 + x^2)*cos(x - y)"
                + " + tanh(x)*atan(y) + abs(x - 3)*(y^2)^1.5 - (-x)";

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public <R extends Real<R>> R of(List<R> point) {
            R x = point.get(0);
            R y = point.get(1);
            return x.power(4)
                    .plus(x.power(3))
                    .plus(2)
                    .log()
                    .times(y.sin())
                    .minus(x.times(y).times(0.1).exp().dividedBy(y.squared().plus(1)))
                    .plus(x.squared().plus(1).sqrt().times(x.minus(y).cos()))
                    .plus(x.tanh().times(y.atan()))
                    .plus(x.minus(3).abs().times(y.squared().power(1.5)))
                    .minus(x.negated());
        }
    }

    /** The ways to differentiate. */
    static List<Function<RealFunction, TwiceDifferentiableObjective>> ways() {
        return List.of(DualObjective::new, TapeObjective::new);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void value_gradient_and_hessian_are_those_of_the_same_formula(
            Function<RealFunction, TwiceDifferentiableObjective> way) {
        TwiceDifferentiableObjective coded = way.apply(new Everything());
        FormulaObjective written = new FormulaObjective(Formula.parse(Everything.TEXT));
        for (double[] x : GradientCheck.points(Bounds.cube(2, -2, 2), 50, 5)) {
            double[] gradient = new double[2];
            double[] hessian = new double[4];
            double[] expectedGradient = new double[2];
            double[] expectedHessian = new double[4];
            double value = coded.valueGradientAndHessian(x, gradient, hessian);
            assertThat(value).isEqualTo(coded.value(x));
            assertThat(value)
                    .isEqualTo(written.valueGradientAndHessian(x, expectedGradient, expectedHessian), within(1e-12));
            assertThat(gradient).containsExactly(expectedGradient, within(1e-11));
            assertThat(hessian).containsExactly(expectedHessian, within(1e-10));
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void powers_at_zero_have_derivatives_where_there_are_some(
            Function<RealFunction, TwiceDifferentiableObjective> way) {
        TwiceDifferentiableObjective f = way.apply(new Quartic());
        double[] gradient = new double[1];
        double[] hessian = new double[1];
        assertThat(f.valueGradientAndHessian(new double[] {0}, gradient, hessian))
                .isEqualTo(1);
        assertThat(gradient).containsExactly(0);
        assertThat(hessian).containsExactly(2);
    }

    @Test
    void a_tape_gives_the_gradient_of_a_thousand_variables_in_one_evaluation() {
        int[] evaluations = {0};
        RealFunction chain = new RealFunction() {
            @Override
            public int dimension() {
                return 1000;
            }

            @Override
            public <R extends Real<R>> R of(List<R> x) {
                evaluations[0]++;
                R sum = x.get(0).minus(1).squared();
                for (int i = 0; i + 1 < x.size(); i++) {
                    sum = sum.plus(
                            x.get(i + 1).minus(x.get(i).squared()).squared().times(100));
                }
                return sum;
            }
        };
        double[] x = new double[1000];
        Arrays.setAll(x, i -> Math.sin(i));
        double[] gradient = new double[1000];
        new TapeObjective(chain).valueAndGradient(x, gradient);
        assertThat(evaluations[0]).isEqualTo(1);
        for (int i = 1; i < 999; i++) {
            double expected = 200 * (x[i] - x[i - 1] * x[i - 1]) - 400 * x[i] * (x[i + 1] - x[i] * x[i]);
            assertThat(gradient[i]).isEqualTo(expected, within(1e-10));
        }
    }

    @Test
    void what_is_infinite_or_not_a_number_spoils_no_other_derivative() {
        RealFunction f = new RealFunction() {
            @Override
            public int dimension() {
                return 3;
            }

            @Override
            public <R extends Real<R>> R of(List<R> x) {
                return x.get(0).plus(x.get(1).squared()).plus(x.get(2).log());
            }
        };
        double[] gradient = new double[3];
        new TapeObjective(f).valueAndGradient(new double[] {Double.POSITIVE_INFINITY, 3, -1}, gradient);
        assertThat(gradient).containsExactly(1, 6, -1);
        new TapeObjective(f).valueAndGradient(new double[] {Double.NaN, 3, 0}, gradient);
        assertThat(gradient).containsExactly(1, 6, Double.POSITIVE_INFINITY);
    }

    /** x⁴ + x² + x⁰. */
    private record Quartic() implements RealFunction {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public <R extends Real<R>> R of(List<R> point) {
            R x = point.get(0);
            return x.power(4).plus(x.squared()).plus(x.power(0));
        }
    }
}
