package org.thalweg.core.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.kernel.KernelBackend;
import org.thalweg.core.linalg.PointBatch;

class FormulaObjectiveTest {
    private static final Formula LOG_QUARTIC = Formula.parse("log(x^4 + x^3 + 2)");

    @Test
    void value_gradient_and_hessian_are_those_of_the_formula() {
        FormulaObjective f = new FormulaObjective(LOG_QUARTIC);
        double[] gradient = new double[1];
        double[] hessian = new double[1];
        assertThat(f.valueGradientAndHessian(new double[] {-0.75}, gradient, hessian))
                .isEqualTo(0.6389714464579207, within(2e-16));
        assertThat(gradient[0]).isEqualTo(0, within(1e-16));
        assertThat(hessian[0]).isEqualTo(2.25 / (2 - 0.10546875), within(1e-15));
        assertThat(f.value(new double[] {0})).isEqualTo(f.valueAndGradient(new double[] {0}, gradient));
    }

    @Test
    void a_copy_that_travelled_gives_the_same_bits() throws Exception {
        ParseOptions options = ParseOptions.none().withDimension(3).withLet("a", "pi/2");
        FormulaObjective f = new FormulaObjective(
                Formula.parse("sum(i, 1, n, sin(a*x[i])^2) + y*x[1]", options.withOrder(List.of("y", "x"))),
                KernelBackend.REFERENCE);
        double[] x = {0.1, -2, 3, 0.7};
        double[] before = new double[4];
        double value = f.valueAndGradient(x, before);
        FormulaObjective copy = copy(f);
        double[] after = new double[4];
        assertThat(copy.valueAndGradient(x, after)).isEqualTo(value);
        assertThat(after).isEqualTo(before);
        assertThat(copy).isEqualTo(f).hasSameHashCodeAs(f);
        assertThat(copy.formula().variables()).containsExactly("y", "x[1]", "x[2]", "x[3]");
        assertThat(copy.backend()).isEqualTo(KernelBackend.REFERENCE);
    }

    @ParameterizedTest
    @EnumSource(KernelBackend.class)
    void hessians_of_a_batch_have_the_bits_of_each_point_alone(KernelBackend backend) {
        Formula formula = Formula.parse("100*(y - x^2)^2 + exp(-x*y)*sin(z) + if(x < y, z^3, x*z)");
        FormulaObjective f = new FormulaObjective(formula, backend);
        FormulaObjective reference = new FormulaObjective(formula, KernelBackend.REFERENCE);
        int n = 3;
        int size = 21;
        PointBatch points = PointBatch.allocate(size, n);
        for (int p = 0; p < size; p++) {
            points.set(p, new double[] {0.3 * p - 1.3, 2 - 0.2 * p, 0.7 * p});
        }
        double[] values = new double[size];
        double[] gradients = new double[n * size];
        double[] hessians = new double[n * n * size];
        f.valuesGradientsAndHessians(points, values, gradients, hessians);
        double[] x = new double[n];
        double[] gradient = new double[n];
        double[] hessian = new double[n * n];
        for (int p = 0; p < size; p++) {
            points.get(p, x);
            assertThat(values[p]).isEqualTo(reference.valueGradientAndHessian(x, gradient, hessian));
            for (int i = 0; i < n; i++) {
                assertThat(gradients[i * size + p]).isEqualTo(gradient[i]);
                for (int j = 0; j < n; j++) {
                    assertThat(hessians[(i * n + j) * size + p]).isEqualTo(hessian[i * n + j]);
                }
            }
        }
    }

    @Test
    void a_batch_gives_each_point_the_bits_that_it_has_alone() {
        FormulaObjective f = new FormulaObjective(Formula.parse("100*(y - x^2)^2 + (1 - x)^2 + log(x)"));
        PointBatch points = PointBatch.allocate(5, 2);
        for (int i = 0; i < 5; i++) {
            points.set(i, new double[] {i - 1.3, 0.4 * i});
        }
        double[] values = new double[5];
        double[] gradients = new double[10];
        f.valuesAndGradients(points, values, gradients);
        for (int i = 0; i < 5; i++) {
            double[] x = new double[2];
            points.get(i, x);
            double[] gradient = new double[2];
            assertThat(f.valueAndGradient(x, gradient)).isEqualTo(values[i]);
            assertThat(gradient).containsExactly(gradients[i], gradients[5 + i]);
        }
    }

    @Test
    void a_given_gradient_replaces_the_gradient_alone() {
        GivenGradient given = FormulaObjective.withGradient(
                LOG_QUARTIC, List.of(LOG_QUARTIC.sibling("(4*x^3 + 3*x^2)/log(x^4 + x^3 + 2)")));
        double[] x = {1};
        double[] gradient = new double[1];
        double[] hessian = new double[1];
        double[] trueHessian = new double[1];
        assertThat(given.valueGradientAndHessian(x, gradient, hessian)).isEqualTo(StrictMath.log(4), within(1e-15));
        assertThat(gradient[0]).isEqualTo(7 / StrictMath.log(4), within(1e-14));
        given.function().valueGradientAndHessian(x, gradient, trueHessian);
        assertThat(hessian).isEqualTo(trueHessian);
        assertThat(gradient[0]).isEqualTo(7.0 / 4);
    }

    @Test
    void the_textbook_descent_ends_where_the_textbook_says() {
        GivenGradient given = FormulaObjective.withGradient(
                LOG_QUARTIC, List.of(LOG_QUARTIC.sibling("(4*x^3+3*x^2)/log(x^4+x^3+2)")));
        assertThat(descend(given)).isEqualTo(-0.7500000134493898, within(1e-12));
        assertThat(descend(given.function())).isEqualTo(-6.8680438462800595, within(1e-9));
    }

    private static double descend(DifferentiableObjective f) {
        double[] x = {-9.41};
        double[] gradient = new double[1];
        for (int i = 0; i < 5000; i++) {
            f.valueAndGradient(x, gradient);
            x[0] -= 0.001 * gradient[0];
        }
        return x[0];
    }

    @Test
    void a_gradient_of_another_shape_is_refused() {
        Formula f = Formula.parse("x^2 + y^2");
        assertThatThrownBy(() -> FormulaObjective.withGradient(f, List.of(f.sibling("2*x"))))
                .hasMessage("a gradient has one formula for each of the variables [x, y], but 1 were given");
        assertThatThrownBy(() -> FormulaObjective.withGradient(f, List.of(f.sibling("2*x"), Formula.parse("2*y"))))
                .hasMessage("gradient formula 2 (2*y) must have the variables [x, y], not [y]");
    }

    private static FormulaObjective copy(FormulaObjective f) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(f);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (FormulaObjective) in.readObject();
        }
    }
}
