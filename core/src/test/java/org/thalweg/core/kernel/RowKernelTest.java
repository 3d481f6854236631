package org.thalweg.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.linalg.PointBatch;

final class RowKernelTest {

    private static final long SEED = 20261126;

    /** @param order the columns, then the parameters */
    private static Formula formula(String text, String order, int dimension) {
        ParseOptions options = ParseOptions.none().withOrder(List.of(order.split(" ")));
        return Formula.parse(
                text,
                dimension == 0
                        ? options
                        : options.withDimension("x", dimension)
                                .withDimension("w", dimension)
                                .withLet("n", Integer.toString(dimension)));
    }

    private static double[] random(Random random, int length) {
        return random.doubles(length, 0.1, 2).toArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "b1*(1 - exp(-b2*x))                              | x b1 b2     | 0  | 1",
                "(y - b1*sin(b2*x + z)^2)^2/(1 + b3^2*x)          | x y z b1 b2 b3 | 0 | 3",
                "y*softplus(-sum(i, 1, n, w[i]*x[i]) - c)          | x y w c     | 3  | 4",
                "exp(-sum(i, 1, n, (w[i] - x[i])^2)) + w[1]*w[n]   | x w         | 40 | 40",
                "prod(i, 1, n, 1 + w[i]*x[i]) + if(x[1] < c, c, c^2) | x w c      | 60 | 60",
                "x^2 + 1 + 0*c                                    | x c         | 0  | 1"
            })
    void rows_give_the_values_of_points_and_the_derivatives_of_the_parameters(
            String text, String order, int dimension, int columns) {
        System.out.println("rows: seed " + SEED);
        Formula formula = formula(text, order, dimension);
        int parameters = formula.dimension() - columns;
        Random random = new Random(SEED);
        double[] theta = random(random, parameters);
        double[] direction = random(random, parameters);
        for (int size : new int[] {1, 7, 8, 75}) {
            PointBatch rows = new PointBatch(size, columns, random(random, size * columns));
            Results reference = new Results(formula, KernelBackend.REFERENCE, rows, theta, direction);
            for (KernelBackend backend : KernelBackend.values()) {
                Results results = new Results(formula, backend, rows, theta, direction);
                assertThat(results.values).isEqualTo(reference.values);
                assertThat(results.derivatives).isEqualTo(reference.derivatives);
                assertThat(results.products).isEqualTo(reference.products);
            }
            assertLikePoints(formula, rows, theta, direction, reference);
        }
    }

    private static void assertLikePoints(
            Formula formula, PointBatch rows, double[] theta, double[] direction, Results results) {
        int n = formula.dimension();
        int columns = rows.dimension();
        CompiledFormula point = CompiledFormula.compile(formula, KernelBackend.REFERENCE);
        double[] x = new double[n];
        double[] v = new double[n];
        double[] gradient = new double[n];
        double[] product = new double[n];
        System.arraycopy(theta, 0, x, columns, n - columns);
        System.arraycopy(direction, 0, v, columns, n - columns);
        for (int r = 0; r < rows.size(); r++) {
            for (int j = 0; j < columns; j++) {
                x[j] = rows.coordinates()[j * rows.size() + r];
            }
            assertThat(results.values[r]).isEqualTo(point.valueAndGradient(x, gradient));
            point.hessianVector(x, v, product);
            for (int k = 0; k < n - columns; k++) {
                double scale = 1e-12 * (1 + Math.abs(gradient[columns + k]) + Math.abs(product[columns + k]));
                assertThat(results.derivatives[k * rows.size() + r]).isEqualTo(gradient[columns + k], within(scale));
                assertThat(results.products[k * rows.size() + r]).isEqualTo(product[columns + k], within(scale));
            }
        }
    }

    private static final class Results {
        final double[] values;
        final double[] derivatives;
        final double[] products;

        Results(Formula formula, KernelBackend backend, PointBatch rows, double[] theta, double[] direction) {
            RowKernel kernel = RowKernel.compile(formula, rows.dimension(), backend);
            values = new double[rows.size()];
            derivatives = new double[rows.size() * kernel.parameters()];
            products = new double[derivatives.length];
            double[] alone = new double[rows.size()];
            double[] derivativesAgain = new double[derivatives.length];
            kernel.values(rows, theta, alone);
            kernel.valuesAndDerivatives(rows, theta, values, derivatives);
            kernel.hessianVectors(rows, theta, direction, derivativesAgain, products);
            assertThat(alone).isEqualTo(values);
            assertThat(derivativesAgain).isEqualTo(derivatives);
        }
    }

    @Test
    void a_vector_is_all_columns_or_all_parameters() {
        ParseOptions options = ParseOptions.none().withOrder(List.of("x", "b")).withDimension(3);
        Formula formula = Formula.parse("sum(i, 1, n, x[i])*b", options);
        assertThat(RowKernel.compile(formula, 3, KernelBackend.AUTO).parameters())
                .isEqualTo(1);
        assertThatThrownBy(() -> RowKernel.compile(formula, 2, KernelBackend.AUTO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("columns (2)")
                .hasMessageContaining("[x[1], x[2], x[3], b]");
    }

    @Test
    void rows_of_another_width_are_refused() {
        RowKernel kernel = RowKernel.compile(formula("x*b", "x b", 0), 1, KernelBackend.AUTO);
        assertThatThrownBy(() -> kernel.values(PointBatch.allocate(4, 2), new double[1], new double[4]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a row has 2 columns")
                .hasMessageContaining("but the formula has 1 and 1");
    }
}
