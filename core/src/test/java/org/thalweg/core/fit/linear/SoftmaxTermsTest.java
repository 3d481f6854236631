package org.thalweg.core.fit.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.loss.CrossEntropy;
import org.thalweg.core.fit.loss.Logistic;
import org.thalweg.core.fit.rounds.FitDriver;
import org.thalweg.core.fit.rounds.SummedObjective;
import org.thalweg.core.random.Draws;

class SoftmaxTermsTest {
    private static final int ROWS = 300;
    private static final long SEED = 3;
    private static final LinearTerms.Shape SHAPE = new LinearTerms.Shape(new CrossEntropy(), true, 0.7);

    private static DataTable features() {
        double[][] columns = new double[2][ROWS];
        for (int i = 0; i < ROWS; i++) {
            columns[0][i] = 2 * Draws.seeded(SEED).unit(i) - 1;
            columns[1][i] = 5 * Draws.seeded(SEED).stream(1).unit(i);
        }
        return new DataTable(List.of("a", "b"), ROWS, columns);
    }

    private static int[] classes(int count) {
        int[] classes = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            classes[i] = (int) Draws.seeded(SEED).stream(2).below(count, i);
        }
        return classes;
    }

    private static double[] weights() {
        double[] weights = new double[ROWS];
        Arrays.setAll(weights, i -> 1 + i % 3);
        return weights;
    }

    private static double[] point(int parameters) {
        double[] theta = new double[parameters];
        Arrays.setAll(theta, j -> 0.3 * (j % 4) - 0.4);
        return theta;
    }

    @Test
    void curvatures_are_the_second_derivatives_where_all_rows_have_the_shares_of_the_classes() {
        int[] classes = classes(4);
        SoftmaxTerms terms = new SoftmaxTerms(features(), classes, weights(), SHAPE);
        double[] counts = new double[4];
        for (int row = 0; row < ROWS; row++) {
            counts[classes[row]] += weights()[row];
        }
        double[] theta = new double[9];
        for (int c = 1; c < 4; c++) {
            theta[3 * (c - 1)] = Math.log(counts[c] / counts[0]);
        }
        double[] hessian = new double[81];
        new SummedObjective(terms).valueGradientAndHessian(theta, new double[9], hessian);

        double[] curvatures = terms.curvatures();

        assertThat(curvatures).hasSize(9);
        for (int j = 0; j < 9; j++) {
            assertThat(curvatures[j]).isCloseTo(hessian[j * 9 + j], within(1e-11 * hessian[j * 9 + j]));
        }
    }

    @Test
    void two_classes_are_logistic_regression() throws IOException {
        int[] classes = classes(2);
        double[] labels = Arrays.stream(classes).mapToDouble(c -> 2 * c - 1).toArray();
        FitDriver logistic = FitDriver.of(LinearTerms.dense(
                features(), labels, weights(), new LinearTerms.Shape(new Logistic(), true, SHAPE.ridge())));
        FitDriver softmax = FitDriver.of(new SoftmaxTerms(features(), classes, weights(), SHAPE));
        double[] theta = point(3);

        double[] expected = logistic.answer(Question.hessian(), theta);
        double[] found = softmax.answer(Question.hessian(), theta);

        for (int k = 0; k < expected.length; k++) {
            assertThat(found[k]).as("entry %d", k).isCloseTo(expected[k], within(1e-10 * (1 + Math.abs(expected[k]))));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void derivatives_are_those_of_the_values(int count) throws IOException {
        FitDriver driver = FitDriver.of(new SoftmaxTerms(features(), classes(count), weights(), SHAPE));
        int w = 3 * (count - 1);
        double[] theta = point(w);
        double[] answer = driver.answer(Question.hessian(), theta);
        assertThat(driver.answer(Question.normalEquations(), theta)).startsWith(answer);
        double step = 1e-5;
        for (int j = 0; j < w; j++) {
            double[] direction = new double[w];
            direction[j] = 1;
            double[] values = driver.answer(Question.values(direction, -step, 0, step), theta);
            assertThat(values[1]).isCloseTo(answer[0], within(1e-12 * answer[0]));
            assertThat((values[2] - values[0]) / (2 * step)).isCloseTo(answer[1 + j], within(1e-5));
            double[] ahead = theta.clone();
            ahead[j] += step;
            double[] behind = theta.clone();
            behind[j] -= step;
            double[] up = driver.answer(Question.gradient(), ahead);
            double[] down = driver.answer(Question.gradient(), behind);
            for (int b = j; b < w; b++) {
                double entry = answer[1 + w + (int) ((long) j * w - (long) j * (j - 1) / 2) + b - j];
                assertThat((up[1 + b] - down[1 + b]) / (2 * step)).isCloseTo(entry, within(1e-4));
            }
        }
    }

    @Test
    void a_class_that_is_nearly_certain_keeps_the_digits_of_its_loss() throws IOException {
        DataTable one = new DataTable(List.of("x"), 1, new double[][] {{1}});
        FitDriver driver = FitDriver.of(new SoftmaxTerms(
                one, new int[] {1}, new double[] {1}, new LinearTerms.Shape(new CrossEntropy(), false, 0)));

        assertThat(driver.answer(Question.value(), new double[] {40})[0])
                .isCloseTo(Math.exp(-40), within(1e-14 * Math.exp(-40)));
        assertThat(driver.answer(Question.value(), new double[] {-800})[0]).isEqualTo(800);
    }

    @Test
    void one_class_is_none() {
        assertThatThrownBy(() -> new SoftmaxTerms(features(), new int[ROWS], weights(), SHAPE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 2 classes");
    }
}
