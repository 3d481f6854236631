package org.thalweg.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.PointBatch;
import org.thalweg.core.objective.BatchObjective;
import org.thalweg.core.objective.FormulaObjective;
import org.thalweg.core.optimizer.Lbfgs;
import org.thalweg.core.optimizer.Methods;
import org.thalweg.core.optimizer.Optimizer;

class DescentBatchTest {
    private static final Bounds BOX = Bounds.cube(2, -5, 5);
    private static final DescentPlan PLAN = new DescentPlan(new FixedStep(0.003), 1e-9, 2_000, 3, -1e308);

    /** Himmelblau's function, whose batches compute each point by itself. */
    private static final class Himmelblau implements BatchObjective {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            double a = x[0] * x[0] + x[1] - 11;
            double b = x[0] + x[1] * x[1] - 7;
            gradient[0] = 4 * x[0] * a + 2 * b;
            gradient[1] = 2 * a + 4 * x[1] * b;
            return a * a + b * b;
        }

        @Override
        public void valuesAndGradients(PointBatch points, double[] values, double[] gradients) {
            double[] x = new double[2];
            double[] gradient = new double[2];
            PointBatch out = new PointBatch(points.size(), 2, gradients);
            for (int i = 0; i < points.size(); i++) {
                points.get(i, x);
                values[i] = valueAndGradient(x, gradient);
                out.set(i, gradient);
            }
        }
    }

    @ParameterizedTest(name = "{0} lanes")
    @ValueSource(ints = {2, 8, 64})
    void the_number_of_lanes_does_not_show(int lanes) {
        assertThat(run(batch(lanes), 40, Long.MAX_VALUE)).isEqualTo(run(batch(1), 40, Long.MAX_VALUE));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)",
                "log(x^4 + x^3 + 2) + y^4",
                "abs(x) + (y - x^2)^2",
                "sqrt(x) + (y - 1)^2 - log(3 - x)",
                "-x^4 + y^2"
            })
    void neither_lanes_nor_slices_nor_bytes_show_in_descents_of_formulas(String text) throws IOException {
        for (Bounds bounds : List.of(BOX, Bounds.unbounded(2))) {
            TreeMap<Long, FinishedDescent> expected = run(formula(text, bounds, 1), 60, Long.MAX_VALUE);
            assertThat(run(formula(text, bounds, 16), 60, Long.MAX_VALUE)).isEqualTo(expected);
            assertThat(run(formula(text, bounds, 40), 60, 100)).isEqualTo(expected);
            TreeMap<Long, FinishedDescent> finished = new TreeMap<>();
            DescentBatch batch = formula(text, bounds, 60);
            for (long start = 0; start < 60; start++) {
                batch.begin(start, point(start));
            }
            for (long evaluations = 100; batch.active() > 0; evaluations += evaluations / 4) { // settling begins anew
                batch.advance(evaluations, descent -> finished.put(descent.start(), descent));
                DescentBatch copy = formula(text, bounds, 70);
                for (byte[] bytes : batch.snapshot().values()) {
                    copy.restore(bytes);
                }
                batch = copy;
            }
            assertThat(finished).isEqualTo(expected);
        }
    }

    private static DescentBatch formula(String text, Bounds bounds, int lanes) {
        ParseOptions order = ParseOptions.none().withOrder(List.of("x", "y"));
        return formula(text, new Lbfgs(), bounds, order, lanes);
    }

    private static DescentBatch formula(
            String text, Optimizer<?> method, Bounds bounds, ParseOptions options, int lanes) {
        DescentPlan plan = new DescentPlan(method, 1e-8, 300, 3, Double.NEGATIVE_INFINITY);
        return new DescentBatch(new FormulaObjective(Formula.parse(text, options)), bounds, plan, lanes);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"newton", "adam", "gradient-descent", "conjugate-gradient", "nelder-mead"})
    void neither_lanes_nor_slices_show_in_descents_by_any_method(String method) {
        String text = "20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)";
        ParseOptions order = ParseOptions.none().withOrder(List.of("x", "y"));
        Optimizer<?> optimizer = Methods.named(method).orElseThrow().create();
        for (Bounds bounds : List.of(BOX, Bounds.unbounded(2))) {
            TreeMap<Long, FinishedDescent> expected = run(formula(text, optimizer, bounds, order, 1), 40, 1_000_000);
            assertThat(run(formula(text, optimizer, bounds, order, 20), 40, 300))
                    .isEqualTo(expected);
        }
    }

    @Test
    void the_slices_do_not_show() {
        assertThat(run(batch(8), 20, 1)).isEqualTo(run(batch(8), 20, Long.MAX_VALUE));
    }

    @Test
    void every_start_finishes_once() {
        assertThat(run(batch(8), 40, 500)).hasSize(40).allSatisfy((start, descent) -> {
            assertThat(descent.start()).isEqualTo(start);
            assertThat(descent.evaluations()).isPositive();
        });
    }

    @Test
    void a_descent_read_back_after_any_slice_goes_on_to_the_same_bits() throws IOException {
        TreeMap<Long, FinishedDescent> expected = run(batch(4), 4, Long.MAX_VALUE);
        DescentBatch batch = batch(4);
        TreeMap<Long, FinishedDescent> finished = new TreeMap<>();
        for (long start = 0; start < 4; start++) {
            batch.begin(start, point(start));
        }
        for (int slice = 1; batch.active() > 0; slice += 7) {
            batch.advance(slice, descent -> finished.put(descent.start(), descent));
            DescentBatch copy = batch(4);
            for (byte[] bytes : batch.snapshot().values()) {
                copy.restore(bytes);
            }
            batch = copy;
        }
        assertThat(finished).isEqualTo(expected);
    }

    private static DescentBatch batch(int lanes) {
        return new DescentBatch(new Himmelblau(), BOX, PLAN, lanes);
    }

    /** Irrational multiples, folded into the box. */
    private static double[] point(long index) {
        double[] point = new double[BOX.dimension()];
        for (int i = 0; i < point.length; i++) {
            double u = (index + 0.5) * Math.sqrt(2 + i);
            point[i] = BOX.lower()[i] + (u - Math.floor(u)) * (BOX.upper()[i] - BOX.lower()[i]);
        }
        return point;
    }

    private static TreeMap<Long, FinishedDescent> run(DescentBatch batch, long starts, long slice) {
        TreeMap<Long, FinishedDescent> finished = new TreeMap<>();
        long next = 0;
        while (next < starts || batch.active() > 0) {
            while (batch.hasFreeLane() && next < starts) {
                batch.begin(next, point(next));
                next++;
            }
            batch.advance(slice, descent -> finished.put(descent.start(), descent));
        }
        return finished;
    }
}
