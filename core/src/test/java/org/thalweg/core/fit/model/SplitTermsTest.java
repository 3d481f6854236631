package org.thalweg.core.fit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.Observations;
import org.thalweg.core.fit.loss.Squared;
import org.thalweg.core.fit.rounds.SummedObjective;

final class SplitTermsTest {
    private static final double[] LAMBDA = {0, 2, 3};

    private static FormulaTerms terms() {
        DataTable table = new DataTable(List.of("x"), 4, new double[][] {{1, 2, 3, 4}});
        ModelFormula model = new ModelFormula("a + b*x + c*x^2", ParseOptions.none(), table.names());
        return new FormulaTerms(model, Observations.of(table, new double[] {1, 4, 2, 5}), new Squared(), new double[3]);
    }

    @Test
    void the_split_sum_is_the_sum_with_its_penalty() {
        SplitTerms split = new SplitTerms(terms(), LAMBDA);
        SummedObjective plain = new SummedObjective(terms());
        SummedObjective objective = new SummedObjective(split);
        double[] theta = {0.5, -1.5, 0.25};
        double[] halves = split.separate(theta);
        assertThat(halves).containsExactly(0.5, 0, 0.25, 1.5, 0);
        assertThat(split.join(halves)).isEqualTo(theta);
        assertThat(objective.value(halves)).isCloseTo(plain.value(theta) + 2 * 1.5 + 3 * 0.25, within(1e-12));
    }

    @Test
    void its_derivatives_are_those_of_its_values() {
        SummedObjective objective = new SummedObjective(new SplitTerms(terms(), LAMBDA));
        double[] point = {0.5, 0.2, 0.25, 1.5, 0.1};
        double[] g = new double[5];
        double[] h = new double[25];
        objective.valueGradientAndHessian(point, g, h);
        for (int i = 0; i < 5; i++) {
            double[] up = point.clone();
            double[] down = point.clone();
            up[i] += 1e-4;
            down[i] -= 1e-4;
            double slope = (objective.value(up) - objective.value(down)) / 2e-4;
            assertThat(g[i]).isCloseTo(slope, within(1e-5 * (1 + Math.abs(slope))));
            double[] gUp = new double[5];
            double[] gDown = new double[5];
            objective.valueAndGradient(up, gUp);
            objective.valueAndGradient(down, gDown);
            for (int j = 0; j < 5; j++) {
                double bend = (gUp[j] - gDown[j]) / 2e-4;
                assertThat(h[i * 5 + j]).isCloseTo(bend, within(1e-5 * (1 + Math.abs(bend))));
            }
        }
        double[] normal = objective.answer(Question.normalEquations(), point);
        assertThat(normal).hasSize(2 * (1 + 5 + 15));
        assertThat(normal[6]).isCloseTo(h[0], within(1e-9));
    }
}
