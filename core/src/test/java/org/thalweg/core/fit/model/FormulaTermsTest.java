package org.thalweg.core.fit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.Observations;
import org.thalweg.core.fit.loss.Huber;
import org.thalweg.core.fit.loss.Squared;
import org.thalweg.core.fit.rounds.SummedObjective;

final class FormulaTermsTest {
    private static final long SEED = 7;
    private static final int ROWS = 10_000; // three shards, the last not full
    private static final String FORMULA = "a*exp(-b*x) + c*x";

    private static FormulaTerms terms(double ridge) {
        System.out.println("FormulaTermsTest seed " + SEED);
        Random random = new Random(SEED);
        double[] x = random.doubles(ROWS).toArray();
        double[] y = random.doubles(ROWS).toArray();
        double[] weights = random.doubles(ROWS, 0.5, 2).toArray();
        DataTable table = new DataTable(List.of("x"), ROWS, new double[][] {x});
        ModelFormula model = new ModelFormula(FORMULA, ParseOptions.none(), table.names());
        return new FormulaTerms(
                model, new Observations(table, y, weights), new Squared(), new double[] {ridge, ridge, 0});
    }

    @Test
    void names_in_the_header_are_data_and_the_others_parameters() {
        ModelFormula model = new ModelFormula(FORMULA, ParseOptions.none(), List.of("t", "x"));
        assertThat(model.parameters()).containsExactly("a", "b", "c");
        assertThat(model.columns()).containsExactly(1);
    }

    @Test
    void parameters_are_linear_where_no_derivative_mentions_them() {
        assertThat(new ModelFormula(FORMULA, ParseOptions.none(), List.of("x")).linearParameters())
                .containsExactly(0, 2);
        assertThat(new ModelFormula("a*b*x + c", ParseOptions.none(), List.of("x")).linearParameters())
                .containsExactly(0, 2);
    }

    @Test
    void answers_agree_with_each_other_and_with_differences() {
        SummedObjective objective = new SummedObjective(terms(0.3));
        double[] theta = {1.2, 0.7, -0.4};
        double[] g = new double[3];
        double[] h = new double[9];
        double value = objective.valueGradientAndHessian(theta, g, h);
        assertThat(objective.value(theta)).isEqualTo(value);
        double[] near = new double[3];
        for (int j = 0; j < 3; j++) {
            double[] up = theta.clone();
            double[] down = theta.clone();
            up[j] += 1e-5;
            down[j] -= 1e-5;
            double slope = (objective.value(up) - objective.value(down)) / 2e-5;
            assertThat(g[j]).isCloseTo(slope, within(1e-6 * Math.abs(slope) + 1e-4));
            double[] gUp = new double[3];
            objective.valueAndGradient(up, gUp);
            objective.valueAndGradient(down, near);
            for (int k = 0; k < 3; k++) {
                double bend = (gUp[k] - near[k]) / 2e-5;
                assertThat(h[j * 3 + k]).isCloseTo(bend, within(1e-6 * Math.abs(bend) + 1e-4));
            }
        }
        double[] along = objective.answer(Question.values(new double[] {1, 0, 0}, 0, 0.5), theta);
        assertThat(along[0]).isEqualTo(value);
        assertThat(along[1]).isEqualTo(objective.value(new double[] {1.7, 0.7, -0.4}));
    }

    @Test
    void gauss_newton_is_the_hessian_without_the_models_curvature() {
        FormulaTerms terms = terms(0);
        SummedObjective objective = new SummedObjective(terms);
        double[] theta = {1.2, 0.7, -0.4};
        double[] matrix = new double[9];
        objective.valueGradientAndGaussNewton(theta, new double[3], matrix);
        double sum = 0;
        for (int i = 0; i < ROWS; i++) {
            double x = terms.observations().table().columns()[0][i];
            sum += 2 * terms.observations().weights()[i] * Math.exp(-2 * 0.7 * x);
        }
        assertThat(matrix[0]).isCloseTo(sum, within(1e-9 * sum));
    }

    @Test
    void a_start_gives_linear_parameters_their_best_values() {
        SummedObjective objective = new SummedObjective(terms(0));
        var start = new org.thalweg.core.fit.local.LinearStart(
                objective, org.thalweg.core.linalg.Bounds.unbounded(3), new int[] {0, 2});
        double[] theta = start.improve(new double[] {100, 0.7, 100});
        double[] g = new double[3];
        objective.valueAndGradient(theta, g);
        assertThat(theta[1]).isEqualTo(0.7);
        assertThat(g[0]).isCloseTo(0, within(1e-6));
        assertThat(g[2]).isCloseTo(0, within(1e-6));
    }

    @Test
    void the_huber_loss_is_named_and_scaled() {
        assertThat(new Huber(2).value(5, 0)).isEqualTo(2 * (5 - 1));
    }
}
