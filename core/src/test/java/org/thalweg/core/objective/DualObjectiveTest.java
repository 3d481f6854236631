package org.thalweg.core.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.linalg.Bounds;

class DualObjectiveTest {

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

    @Test
    void value_gradient_and_hessian_are_those_of_the_same_formula() {
        DualObjective coded = new DualObjective(new Everything());
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

    @Test
    void powers_at_zero_have_derivatives_where_there_are_some() {
        DualObjective f = new DualObjective(new Quartic());
        double[] gradient = new double[1];
        double[] hessian = new double[1];
        assertThat(f.valueGradientAndHessian(new double[] {0}, gradient, hessian))
                .isEqualTo(1);
        assertThat(gradient).containsExactly(0);
        assertThat(hessian).containsExactly(2);
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
