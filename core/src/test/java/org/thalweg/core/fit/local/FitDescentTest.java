package org.thalweg.core.fit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.SparseTable;
import org.thalweg.core.fit.linear.LinearTerms;
import org.thalweg.core.fit.loss.Logistic;
import org.thalweg.core.fit.model.SplitTerms;
import org.thalweg.core.fit.rounds.ByGradient;
import org.thalweg.core.fit.rounds.FitDriver;
import org.thalweg.core.fit.rounds.ScaledMethod;
import org.thalweg.core.fit.rounds.Scales;
import org.thalweg.core.fit.rounds.SummedObjective;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.Descent;
import org.thalweg.core.optimizer.Lbfgs;
import org.thalweg.core.search.DescentPlan;
import org.thalweg.core.search.FinishedDescent;
import org.thalweg.core.search.Kind;
import org.thalweg.core.stopping.FirstOf;

final class FitDescentTest {
    private static final long SEED = 11;
    private static final int ROWS = 6_000;
    private static final int FEATURES = 1_200; // more than second derivatives are taken of
    private static final int FILLED = 6;
    private static final double TOLERANCE = 1e-7;

    private final LinearTerms terms = terms(1);

    /**
     * Rare features beside an intercept that all rows have.
     *
     * @param unit of the first
     */
    private static LinearTerms terms(double unit) {
        System.out.println("FitDescentTest seed " + SEED);
        Random random = new Random(SEED);
        int[] starts = new int[ROWS + 1];
        int[] indices = new int[ROWS * FILLED];
        double[] values = new double[ROWS * FILLED];
        double[] labels = new double[ROWS];
        double[] weights = new double[ROWS];
        Arrays.fill(weights, 1);
        for (int row = 0; row < ROWS; row++) {
            int[] columns =
                    random.ints(0, FEATURES).distinct().limit(FILLED).sorted().toArray();
            double z = 1;
            for (int k = 0; k < FILLED; k++) {
                indices[row * FILLED + k] = columns[k];
                values[row * FILLED + k] = 0.2 + random.nextDouble();
                z += Math.sin(columns[k]) * values[row * FILLED + k];
                values[row * FILLED + k] *= columns[k] == 0 ? unit : 1;
            }
            starts[row + 1] = (row + 1) * FILLED;
            labels[row] = random.nextDouble() < 1 / (1 + Math.exp(-z)) ? 1 : -1;
        }
        SparseTable table = new SparseTable(FEATURES, ROWS, starts, indices, values);
        return LinearTerms.sparse(table, labels, weights, new LinearTerms.Shape(new Logistic(), true, 1));
    }

    private FinishedDescent descend(Bounds bounds, Supplier<double[]> curvatures) {
        DescentPlan plan = new DescentPlan(new Lbfgs(), TOLERANCE, 5_000, 0, Double.NEGATIVE_INFINITY);
        return new FitDescent(new SummedObjective(terms), bounds, plan, curvatures)
                .from(0, new double[terms.parameters()]);
    }

    @Test
    void known_curvatures_lead_to_the_same_minimum_in_fewer_steps() {
        Bounds unbounded = Bounds.unbounded(terms.parameters());
        FinishedDescent plain = descend(unbounded, () -> new double[0]);
        FinishedDescent scaled = descend(unbounded, terms::curvatures);

        assertThat(plain.end().kind()).isEqualTo(Kind.MINIMUM);
        assertThat(scaled.end().kind()).isEqualTo(Kind.MINIMUM);
        assertThat(scaled.end().gradientNorm()).isLessThanOrEqualTo(TOLERANCE);
        assertThat(scaled.end().value())
                .isCloseTo(plain.end().value(), within(1e-12 * plain.end().value()));
        assertThat(scaled.evaluations()).isLessThan(plain.evaluations() / 2);
    }

    @Test
    void bounds_hold_in_the_scales_of_the_parameters() {
        double[] lower = new double[terms.parameters()];
        double[] upper = new double[terms.parameters()];
        Arrays.fill(lower, -0.1);
        Arrays.fill(upper, 0.3);
        Bounds box = new Bounds(lower, upper);

        FinishedDescent scaled = descend(box, terms::curvatures);
        FinishedDescent plain = descend(box, () -> new double[0]);

        assertThat(box.contains(scaled.end().x())).isTrue();
        assertThat(scaled.end().active())
                .hasSizeGreaterThan(FEATURES / 2)
                .isEqualTo(plain.end().active());
        assertThat(scaled.end().value())
                .isCloseTo(plain.end().value(), within(1e-12 * plain.end().value()));
    }

    @Test
    void one_column_in_units_of_a_billion_costs_no_more_steps() {
        Bounds unbounded = Bounds.unbounded(terms.parameters());
        LinearTerms odd = terms(1e9);
        DescentPlan plan = new DescentPlan(new Lbfgs(), 1e-5, 5_000, 0, Double.NEGATIVE_INFINITY);
        FinishedDescent usual =
                new FitDescent(new SummedObjective(terms), unbounded, plan, terms::curvatures).from(0, start());
        FinishedDescent end =
                new FitDescent(new SummedObjective(odd), unbounded, plan, odd::curvatures).from(0, start());

        assertThat(end.end().kind()).isEqualTo(Kind.MINIMUM);
        assertThat(end.evaluations()).isLessThan(2 * usual.evaluations());
        // one feature of 1,200 is next to free of its penalty, the others are as they were
        assertThat(end.end().value()).isLessThan(usual.end().value());
        for (int j = 2; j < terms.parameters(); j++) {
            assertThat(end.end().x()[j]).isCloseTo(usual.end().x()[j], within(0.05));
        }
    }

    @Test
    void a_method_in_scales_goes_the_same_way_round_by_round() {
        Bounds unbounded = Bounds.unbounded(terms.parameters());
        Scales scales = Scales.of(terms.curvatures());
        FitDriver driver = new FitDriver(SummedObjective.open(terms), terms.parameters());
        Descent rounds = driver.minimize(
                new ScaledMethod<>(ByGradient.of(new Lbfgs()), scales, unbounded),
                start(),
                unbounded,
                FirstOf.standard(TOLERANCE, 5_000, Double.NEGATIVE_INFINITY));
        FinishedDescent here = descend(unbounded, terms::curvatures);

        assertThat(rounds.x()).isEqualTo(here.end().x());
        assertThat(rounds.iterations()).isEqualTo(here.iterations());
    }

    private double[] start() {
        return new double[terms.parameters()];
    }

    @Test
    void nothing_is_scaled_where_no_curvature_is_known() {
        Bounds unbounded = Bounds.unbounded(terms.parameters());
        FinishedDescent plain = descend(unbounded, () -> new double[0]);
        FinishedDescent none = descend(unbounded, () -> new double[terms.parameters()]);

        assertThat(none.end().x()).isEqualTo(plain.end().x());
    }

    @ParameterizedTest
    @CsvSource({"1e-4, 1", "100, 2"})
    void second_derivatives_are_taken_once_where_the_last_steps_show_that_they_do_not_change(
            double tolerance, int times) {
        Random random = new Random(SEED);
        double[][] columns = new double[5][];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = random.doubles(ROWS, -1, 1).toArray();
        }
        double[] labels = new double[ROWS];
        double[] weights = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            labels[row] = random.nextDouble() < 1 / (1 + Math.exp(columns[0][row] - 2 * columns[3][row])) ? 1 : -1;
            weights[row] = 1;
        }
        DataTable table = new DataTable(List.of("a", "b", "c", "d", "e"), ROWS, columns);
        LinearTerms rows = LinearTerms.dense(table, labels, weights, new LinearTerms.Shape(new Logistic(), true, 1));
        SummedObjective alone = new SummedObjective(rows);
        List<Question.Kind> asked = new ArrayList<>();
        SummedObjective sum = new SummedObjective(rows, (question, theta) -> {
            asked.add(question.kind());
            return alone.answer(question, theta);
        });
        DescentPlan plan = new DescentPlan(new Lbfgs(), tolerance, 1_000, 0, Double.NEGATIVE_INFINITY);
        FinishedDescent end = new FitDescent(sum, Bounds.unbounded(6), plan, rows::curvatures).from(0, new double[6]);

        assertThat(end.end().kind()).isEqualTo(Kind.MINIMUM);
        assertThat(end.end().gradientNorm()).isLessThan(1e-9);
        assertThat(end.evaluations()).isEqualTo(asked.size());
        assertThat(asked)
                .doesNotContain(Question.Kind.HESSIAN)
                .filteredOn(kind -> kind == Question.Kind.NORMAL_EQUATIONS)
                .hasSize(times);
        double[] information = sum.answer(Question.hessian(), end.end().x());
        assertThat(information)
                .isEqualTo(new SummedObjective(rows)
                        .answer(Question.hessian(), end.end().x()));
    }

    @Test
    void halves_curve_as_the_whole_does() {
        double[] lambda = new double[terms.parameters()];
        lambda[3] = 1;
        lambda[7] = 2;
        double[] whole = terms.curvatures();

        double[] halves = new SplitTerms(terms, lambda).curvatures();

        assertThat(halves).startsWith(whole).endsWith(whole[3], whole[7]).hasSize(whole.length + 2);
    }
}
