package org.thalweg.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.linalg.PointBatch;

final class CompiledFormulaTest {

    private static CompiledFormula compile(String text) {
        return CompiledFormula.compile(Formula.parse(text), KernelBackend.REFERENCE);
    }

    private static CompiledFormula compile(String text, int dimension) {
        Formula formula = Formula.parse(text, ParseOptions.none().withDimension(dimension));
        return CompiledFormula.compile(formula, KernelBackend.REFERENCE);
    }

    private static void assertClose(double actual, double expected) {
        if (Double.isFinite(expected)) {
            assertThat(actual).isEqualTo(expected, within(1e-8 * Math.abs(expected)));
        } else {
            assertThat(Double.valueOf(actual)).isEqualTo(Double.valueOf(expected));
        }
    }

    private static double[] gradient(CompiledFormula formula, double... x) {
        double[] g = new double[x.length];
        formula.valueAndGradient(x, g);
        return g;
    }

    private static double[] hessian(CompiledFormula formula, double... x) {
        double[] h = new double[x.length * x.length];
        formula.valueGradientAndHessian(x, new double[x.length], h);
        return h;
    }

    @Test
    void the_running_example_is_lowest_at_minus_three_quarters() {
        CompiledFormula f = compile("log(x^4 + x^3 + 2)");
        double[] g = new double[1];
        double[] h = new double[1];
        assertThat(f.valueGradientAndHessian(new double[] {-0.75}, g, h)).isEqualTo(0.6389714464579207, within(1e-15));
        assertThat(g[0]).isEqualTo(0, within(1e-16));
        assertThat(h[0]).isEqualTo(1.1876, within(1e-4));
        f.valueGradientAndHessian(new double[] {0}, g, h);
        assertThat(g[0]).isZero();
        assertThat(h[0]).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x^0                     | NaN       | 1",
                "x^0                     | 0         | 1",
                "x^3                     | -2        | -8",
                "x^-2                    | -0.5      | 4",
                "x^-1                    | 0         | Infinity",
                "x^0.5                   | -1        | NaN",
                "x^(1/3)                 | -8        | NaN",
                "x^1000                  | -1        | 1",
                "x^1000000001            | -1        | -1",
                "x^1000000000            | 1.00000001| 22026.463354",
                "log(x)                  | 0         | -Infinity",
                "log(x)                  | -1        | NaN",
                "sqrt(x)                 | -1        | NaN",
                "1/x                     | 0         | Infinity",
                "1/x                     | -0.0      | -Infinity",
                "min(x, 1)               | NaN       | NaN",
                "max(1, x)               | NaN       | NaN",
                "min(3, x, 5)            | 4         | 3",
                "sign(x)                 | 0         | 0",
                "sign(x)                 | NaN       | NaN",
                "sign(x)                 | -3        | -1",
                "if(x < 1, 2, 3)         | NaN       | 3",
                "if(x != x, 2, 3)        | NaN       | 2",
                "if(!(x > 1) && x > -1, 2, 3) | 0.5  | 2",
                "sum(i, 1, 0, x)         | 5         | 0",
                "prod(i, 3, 2, x)        | 5         | 1",
                "sum(i, 1, 3, i) * x     | 2         | 12",
                "2^-x                    | 3         | 0.125",
                "-x^2                    | 3         | -9",
                "e^x                     | 0         | 1",
                "hypot(3*x, 4*x, 12*x)   | 1         | 13",
                "floor(x) + ceil(x)      | -2.5      | -5",
                "x*y - y*x + 0*y         | 0.1       | 0"
            })
    void the_semantics_at_the_edges(String text, double x, double expected) {
        CompiledFormula f = compile(text);
        double[] point = new double[f.dimension()];
        Arrays.fill(point, 0.7);
        point[0] = x;
        double value = f.value(point);
        assertClose(value, expected);
        assertThat(Double.valueOf(f.valueAndGradient(point, new double[point.length])))
                .isEqualTo(Double.valueOf(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abs(x)                   | 0  | 0",
                "abs(x)                   | -3 | -1",
                "min(x, 2*x)              | 0  | 1",
                "max(x, 2*x)              | 0  | 1",
                "max(x, 2*x)              | 1  | 2",
                "sign(x) + floor(x)       | 0.5| 0",
                "sqrt(x)                  | 0  | Infinity",
                "cbrt(x)                  | 0  | Infinity",
                "hypot(x, 2*x)            | 0  | 0",
                "if(x > 0, log(x), x^2)   | -1 | -2",
                "if(x > 0, log(x), x)     | 0  | 1",
                "if(x > 0, sqrt(x)/x, 3*x)| 0  | 3",
                "max(1, sqrt(x)*x/x+x)    | 0  | NaN",
                "max(1, sqrt(x))          | 0  | 0",
                "min(x, if(x > 0, 1/x, 7))| 0  | 1",
                "tanh(x)                  | 900| 0",
                "softplus(x)              | 900| 1",
                "sigmoid(x)               | -800 | 0",
                "x^x                      | 1  | 1",
                "0^x                      | 1  | 0"
            })
    void derivatives_at_kinks_and_singularities(String text, double x, double expected) {
        assertClose(gradient(compile(text), x)[0], expected);
    }

    @Test
    void a_branch_not_taken_poisons_nothing_even_in_loops_and_shared_values() {
        CompiledFormula f = compile("sum(i, 1, n, if(x[i] > 0, log(x[n])*sqrt(x[i]), x[i]^2 + x[n]))", 50);
        double[] x = new double[50];
        Arrays.fill(x, -1);
        x[49] = 0;
        double[] g = gradient(f, x);
        assertThat(g[0]).isEqualTo(-2);
        assertThat(g[49]).isEqualTo(50);
        assertThat(hessian(f, x)).doesNotContain(Double.NaN);
    }

    @Test
    void a_product_with_zeros_has_exact_derivatives() {
        CompiledFormula f = compile("prod(i, 1, n, x[i])", 200);
        double[] x = new double[200];
        Arrays.fill(x, 1);
        x[3] = 0;
        x[7] = 0;
        assertThat(gradient(f, x)).containsOnly(0);
        double[] h = hessian(f, x);
        assertThat(h[3 * 200 + 7]).isEqualTo(1);
        assertThat(Arrays.stream(h).sum()).isEqualTo(2);
        x[7] = 2;
        assertThat(gradient(f, x)[3]).isEqualTo(2);
    }

    @Test
    void a_triangular_double_sum_with_neighbours_matches_hand_written_code() {
        int atoms = 7;
        Formula formula = Formula.parse(
                "sum(i, 1, N-1, sum(j, i+1, N, r2 = (x[3*i-2]-x[3*j-2])^2 + (x[3*i-1]-x[3*j-1])^2"
                        + " + (x[3*i]-x[3*j])^2; 4*(r2^-6 - r2^-3)))",
                ParseOptions.none().withLet("N", Integer.toString(atoms)).withDimension(3 * atoms));
        CompiledFormula f = CompiledFormula.compile(formula, KernelBackend.REFERENCE);
        double[] x = new Random(5).doubles(3L * atoms, -2, 2).toArray();
        double energy = 0;
        double[] force = new double[3 * atoms];
        for (int i = 0; i < atoms; i++) {
            for (int j = i + 1; j < atoms; j++) {
                double r2 = 0;
                for (int c = 0; c < 3; c++) {
                    r2 += (x[3 * i + c] - x[3 * j + c]) * (x[3 * i + c] - x[3 * j + c]);
                }
                energy += 4 * (Math.pow(r2, -6) - Math.pow(r2, -3));
                for (int c = 0; c < 3; c++) {
                    double pull =
                            4 * (-6 * Math.pow(r2, -7) + 3 * Math.pow(r2, -4)) * 2 * (x[3 * i + c] - x[3 * j + c]);
                    force[3 * i + c] += pull;
                    force[3 * j + c] -= pull;
                }
            }
        }
        double[] g = new double[x.length];
        assertThat(f.valueAndGradient(x, g)).isEqualTo(energy, within(1e-12 * Math.abs(energy)));
        for (int k = 0; k < x.length; k++) {
            assertThat(g[k]).isEqualTo(force[k], within(1e-11 * (1 + Math.abs(force[k]))));
        }
    }

    @Test
    void a_batch_gives_the_bits_of_its_points_one_by_one() {
        CompiledFormula f =
                compile("sum(i, 1, n-1, 100*(x[i+1]-x[i]^2)^2 + (1-x[i])^2) + prod(i, 1, n, cos(x[i]/i))", 30);
        Random random = new Random(8);
        PointBatch batch = PointBatch.allocate(11, 30);
        double[] values = new double[11];
        double[] gradients = new double[11 * 30];
        double[][] points = new double[11][];
        for (int i = 0; i < 11; i++) {
            points[i] = random.doubles(30, -2, 2).toArray();
            batch.set(i, points[i]);
        }
        Arrays.fill(gradients, 7);
        f.valuesAndGradients(batch, values, gradients);
        PointBatch gradientBatch = new PointBatch(11, 30, gradients);
        for (int i = 0; i < 11; i++) {
            double[] g = new double[30];
            double[] inBatch = new double[30];
            assertThat(values[i]).isEqualTo(f.valueAndGradient(points[i], g));
            gradientBatch.get(i, inBatch);
            assertThat(inBatch).isEqualTo(g);
        }
    }

    @Test
    void a_hessian_times_a_vector_is_the_product() {
        CompiledFormula f = compile("exp(sum(i, 1, n, sin(x[i])*x[i])/n) + prod(i, 1, n, 1 + 0.1*x[i]^2) * x[1]", 12);
        double[] x = new Random(3).doubles(12, -1, 1).toArray();
        double[] v = new Random(4).doubles(12, -1, 1).toArray();
        double[] h = hessian(f, x);
        double[] product = new double[12];
        f.hessianVector(x, v, product);
        for (int i = 0; i < 12; i++) {
            double expected = 0;
            for (int j = 0; j < 12; j++) {
                expected += h[i * 12 + j] * v[j];
            }
            assertThat(product[i]).isEqualTo(expected, within(1e-13));
        }
    }

    @Test
    void long_sums_and_long_texts_are_evaluated_in_finite_time() {
        Assertions.assertThatCode(() -> {
                    CompiledFormula sum = compile("sum(i, 1, 1000000, sin(i*x)/i^2)");
                    assertThat(gradient(sum, 0.5)[0]).isFinite();
                    StringBuilder text = new StringBuilder("x");
                    for (int k = 1; k < 20_000; k++) {
                        text.append("+sin(").append(k).append("*x)");
                    }
                    assertThat(gradient(compile(text.toString()), 0.5)[0]).isFinite();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void constants_and_unused_variables_have_derivative_zero() {
        CompiledFormula f = compile("0*x + 3 + 0*y");
        double[] g = {7, 7};
        assertThat(f.valueAndGradient(new double[] {1, 2}, g)).isEqualTo(3);
        assertThat(g).containsExactly(0, 0);
        CompiledFormula steps = compile("floor(x) + sign(y)");
        Arrays.fill(g, 7);
        assertThat(steps.valueAndGradient(new double[] {1.5, 2}, g)).isEqualTo(2);
        assertThat(g).containsExactly(0, 0);
        CompiledFormula element = compile("x[3]^2", 5);
        assertThat(gradient(element, 1, 2, 3, 4, 5)).containsExactly(0, 0, 6, 0, 0);
    }

    @Test
    void a_product_too_long_to_remember_is_refused_with_a_sentence() {
        CompiledFormula f = compile("prod(i, 1, 500000000, 1 + x/i^2)");
        Assertions.assertThatThrownBy(() -> f.valueAndGradient(new double[1], new double[1]))
                .hasMessageContaining("memory for 500,000,000 factors: at most 16,777,216");
    }
}
