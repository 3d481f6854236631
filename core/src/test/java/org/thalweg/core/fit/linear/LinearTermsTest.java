package org.thalweg.core.fit.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.Sample;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.Observations;
import org.thalweg.core.fit.data.SparseTable;
import org.thalweg.core.fit.loss.Loss;
import org.thalweg.core.fit.loss.Losses;
import org.thalweg.core.fit.loss.Squared;
import org.thalweg.core.fit.model.FormulaTerms;
import org.thalweg.core.fit.model.ModelFormula;
import org.thalweg.core.fit.rounds.SummedObjective;

final class LinearTermsTest {
    private static final long SEED = 3;
    private static final int ROWS = 5_000; // two shards, chunks and runs not full
    private static final int FEATURES = 5;

    private final double[][] columns = new double[FEATURES][ROWS];
    private final double[] response = new double[ROWS];
    private final double[] weights = new double[ROWS];
    private final double[] theta = {0.3, -0.2, 0.5, 0.1, -0.7, 0.4};

    LinearTermsTest() {
        System.out.println("LinearTermsTest seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < ROWS; i++) {
            for (double[] column : columns) {
                column[i] = random.nextInt(3) == 0 ? random.nextGaussian() : 0;
            }
            response[i] = random.nextInt(2);
            weights[i] = 0.5 + random.nextDouble();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void curvatures_are_half_the_second_derivatives_of_squares_and_the_penalty(boolean intercept) {
        double[] scales = {1, 2, 0.5, 3, 1};
        LinearTerms.Shape shape = new LinearTerms.Shape(new Squared(), intercept, 7, scales);
        LinearTerms dense = LinearTerms.dense(table(), response, weights, shape);
        int n = dense.parameters();
        double[] hessian = new double[n * n];
        new SummedObjective(dense).valueGradientAndHessian(new double[n], new double[n], hessian);

        double[] curvatures = dense.curvatures();

        assertThat(curvatures).hasSize(n);
        for (int j = 0; j < n; j++) {
            int feature = intercept ? j - 1 : j;
            double lambda = feature < 0 ? 0 : 7 * scales[feature] * scales[feature];
            double expected = (hessian[j * n + j] - lambda) / 2 + lambda; // squares are not halved, their penalty is
            assertThat(curvatures[j]).isCloseTo(expected, within(1e-11 * expected));
        }
        double[] sparse = LinearTerms.sparse(sparse(), response, weights, shape).curvatures();
        for (int j = 0; j < n; j++) {
            assertThat(sparse[j]).isCloseTo(curvatures[j], within(1e-12 * curvatures[j]));
        }
    }

    private DataTable table() {
        List<String> names = new ArrayList<>();
        for (int j = 0; j < FEATURES; j++) {
            names.add("x" + j);
        }
        return new DataTable(names, ROWS, columns);
    }

    private SparseTable sparse() {
        int[] starts = new int[ROWS + 1];
        int[] indices = new int[ROWS * FEATURES];
        double[] values = new double[ROWS * FEATURES];
        int count = 0;
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < FEATURES; j++) {
                if (columns[j][i] != 0) {
                    indices[count] = j;
                    values[count++] = columns[j][i];
                }
            }
            starts[i + 1] = count;
        }
        return new SparseTable(FEATURES, ROWS, starts, indices, values);
    }

    private static Loss loss(String name) {
        return Losses.named(name, OptionalDouble.empty()).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"squared", "absolute", "huber", "logistic", "poisson"})
    void dense_sparse_and_formula_agree(String name) {
        LinearTerms.Shape shape = new LinearTerms.Shape(loss(name), true, 0.5);
        SummedObjective dense = new SummedObjective(LinearTerms.dense(table(), response, weights, shape));
        SummedObjective sparse = new SummedObjective(LinearTerms.sparse(sparse(), response, weights, shape));
        ModelFormula model =
                new ModelFormula("b + c0*x0 + c1*x1 + c2*x2 + c3*x3 + c4*x4", ParseOptions.none(), table().names());
        SummedObjective formula = new SummedObjective(
                new FormulaTerms(model, new Observations(table(), response, weights), loss(name), new double[] {
                    0, 0.5, 0.5, 0.5, 0.5, 0.5
                }));
        for (Question question : List.of(Question.value(), Question.gradient(), Question.hessian())) {
            double[] expected = formula.answer(question, theta);
            for (SummedObjective other : List.of(dense, sparse)) {
                double[] answer = other.answer(question, theta);
                for (int k = 0; k < expected.length; k++) {
                    assertThat(answer[k]).isCloseTo(expected[k], within(1e-9 * (1 + Math.abs(expected[k]))));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"squared", "absolute", "huber", "logistic", "poisson"})
    void second_derivatives_are_the_normal_matrix_where_the_terms_say_so(String name) {
        LinearTerms terms = LinearTerms.dense(table(), response, weights, new LinearTerms.Shape(loss(name), true, 0.5));
        double[] hessian = new SummedObjective(terms).answer(Question.hessian(), theta);
        double[] normal = new SummedObjective(terms).answer(Question.normalEquations(), theta);
        assertThat(Arrays.equals(hessian, Arrays.copyOf(normal, hessian.length)))
                .isEqualTo(terms.curvesAsGaussNewton());
    }

    @Test
    void mini_batches_of_a_pass_add_up_to_all_terms() {
        SummedObjective dense = new SummedObjective(
                LinearTerms.dense(table(), response, weights, new LinearTerms.Shape(loss("logistic"), true, 0)));
        double[] all = dense.answer(Question.gradient(), theta);
        double[] sum = new double[all.length];
        for (int batch = 0; batch < 7; batch++) {
            double[] part = dense.answer(Question.gradient(new Sample(1, 2, batch, 7)), theta);
            for (int k = 0; k < sum.length; k++) {
                sum[k] += part[k];
            }
        }
        assertThat(sum).containsExactly(all, within(1e-9 * all[0]));
    }

    @Test
    void values_along_a_line_are_the_values_at_its_points() {
        SummedObjective dense = new SummedObjective(
                LinearTerms.dense(table(), response, weights, new LinearTerms.Shape(loss("logistic"), true, 2)));
        double[] direction = {1, -1, 0.5, 2, 0, 1};
        double[] values = dense.answer(Question.values(direction, 0, 0.25, 1), theta);
        double[] point = new double[theta.length];
        for (int k = 0; k < 3; k++) {
            Question.values(direction, 0, 0.25, 1).place(theta, k, point);
            assertThat(values[k]).isEqualTo(dense.value(point));
        }
    }

    @Test
    void vector_instructions_and_plain_loops_have_the_same_bits() {
        Random random = new Random(SEED);
        int features = 11;
        double[] packed = random.doubles(7 + features * RowsArithmetic.ROWS).toArray();
        double[] beta = random.doubles(features, -1, 1).toArray();
        RowsArithmetic plain = new PlainRowsArithmetic();
        RowsArithmetic fastest = RowsArithmetic.fastest();
        assertThat(fastest).isNotInstanceOf(PlainRowsArithmetic.class);
        double[] z = new double[40];
        double[] zToo = z.clone();
        plain.multiply(packed, 7, beta, z, 5);
        fastest.multiply(packed, 7, beta, zToo, 5);
        assertThat(zToo).isEqualTo(z);
        double[] sums = random.doubles(features * RowsArithmetic.LANES).toArray();
        double[] sumsToo = sums.clone();
        plain.addTransposed(packed, 7, z, 5, sums);
        fastest.addTransposed(packed, 7, z, 5, sumsToo);
        assertThat(sumsToo).isEqualTo(sums);
        assertThat(Arrays.stream(z).sum()).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 11, 14})
    void products_of_columns_have_the_same_bits_in_vectors_and_loops(int features) {
        Random random = new Random(SEED);
        int rows = 3 * RowsArithmetic.ROWS;
        double[] packed = random.doubles(features * rows, -1, 1).toArray();
        double[] s = random.doubles(rows).toArray();
        double[] squares = random.doubles(3 + features * (features + 1) / 2).toArray();
        double[] squaresToo = squares.clone();
        new PlainRowsArithmetic().addSquares(packed, features, s, rows, squares, 3);
        RowsArithmetic.fastest().addSquares(packed, features, s, rows, squaresToo, 3);
        assertThat(squaresToo).isEqualTo(squares);
    }
}
