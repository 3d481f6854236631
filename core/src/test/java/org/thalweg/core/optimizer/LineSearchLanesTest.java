package org.thalweg.core.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linesearch.AcceptanceArithmetic;
import org.thalweg.core.linesearch.PlainAcceptanceArithmetic;
import org.thalweg.core.linesearch.StrongWolfe;
import org.thalweg.core.objective.DifferentiableObjective;

/** Descents on lanes against descents one at a time: the same bits at every trial, whatever happens on the other lanes. */
class LineSearchLanesTest {
    /** An objective with the box that starts are drawn from and the bounds that descents keep to. */
    private record Case(String name, Slope objective, Bounds box, Bounds bounds, Optimizer<LineSearchState> method) {
        Case by(Optimizer<LineSearchState> other) {
            return new Case(name, objective, box, bounds, other);
        }

        /** Lanes in the machine's vector instructions, or in plain loops. */
        DescentLanes lanes(boolean plain) {
            if (!plain) {
                return method.lanes(bounds);
            }
            LineSearchLanes.Forms forms =
                    new LineSearchLanes.Forms(new PlainLineSearchArithmetic(), new PlainAcceptanceArithmetic());
            if (method instanceof Lbfgs lbfgs) {
                return lbfgs.lanes(bounds, new PlainLbfgsArithmetic(), forms);
            }
            if (method instanceof ConjugateGradient conjugate) {
                return conjugate.lanes(bounds, new PlainConjugateArithmetic(), forms);
            }
            return ((SteepestDescent) method).lanes(bounds, forms);
        }

        @Override
        public String toString() {
            return method.name() + " of " + name;
        }
    }

    /** Value and gradient in one function. */
    private record Slope(int dimension, Body body) implements DifferentiableObjective {
        interface Body extends java.io.Serializable {
            double apply(double[] x, double[] g);
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            return body.apply(x, gradient);
        }
    }

    /** All courses by the default method, and those of its standard form by the others. */
    static Stream<Case> cases() {
        List<Case> all = courses();
        List<Case> others =
                all.stream().filter(course -> course.method.equals(new Lbfgs())).toList();
        return Stream.of(
                        all.stream(),
                        others.stream().map(course -> course.by(new SteepestDescent())),
                        others.stream().map(course -> course.by(new ConjugateGradient())))
                .flatMap(cases -> cases);
    }

    private static List<Case> courses() {
        Lbfgs standard = new Lbfgs();
        Bounds free = Bounds.unbounded(5);
        Bounds wide = Bounds.cube(5, -4, 4);
        Bounds narrow = new Bounds(new double[] {-1, 0.5, -3, 0, -2}, new double[] {0.9, 3, 3, 0, 2});
        Bounds half = new Bounds(
                new double[] {0, Double.NEGATIVE_INFINITY, 0, -1e300, 0},
                new double[] {Double.POSITIVE_INFINITY, 1, 2, 1e300, Double.POSITIVE_INFINITY});
        Slope rosenbrock = new Slope(5, LineSearchLanesTest::rosenbrock);
        Slope waves = new Slope(5, LineSearchLanesTest::waves);
        Slope kinks = new Slope(5, LineSearchLanesTest::kinks);
        Slope domain = new Slope(5, LineSearchLanesTest::domain);
        return List.of(
                new Case("rosenbrock, unbounded", rosenbrock, wide, free, standard),
                new Case("rosenbrock, bounded", rosenbrock, wide, wide, standard),
                new Case("rosenbrock, at bounds", rosenbrock, wide, narrow, standard),
                new Case("rosenbrock, partly bounded", rosenbrock, wide, half, standard),
                new Case("rosenbrock, short memory", rosenbrock, wide, free, new Lbfgs(1, standard.search())),
                new Case(
                        "rosenbrock, exact search",
                        rosenbrock,
                        wide,
                        free,
                        new Lbfgs(4, new StrongWolfe(1e-4, 0.01, 20))),
                new Case("waves, unbounded", waves, wide, free, standard),
                new Case("waves, at bounds", waves, wide, narrow, standard),
                new Case("kinks, unbounded", kinks, wide, free, standard),
                new Case("kinks, at bounds", kinks, wide, narrow, standard),
                new Case("a domain that ends", domain, wide, free, standard),
                new Case("a domain that ends, bounded", domain, wide, narrow, standard),
                new Case("falls for ever", new Slope(5, LineSearchLanesTest::falling), wide, free, standard),
                new Case("hardly changes", new Slope(5, LineSearchLanesTest::noisy), wide, free, standard),
                new Case("steep", new Slope(5, LineSearchLanesTest::steep), wide, free, standard));
    }

    private static double rosenbrock(double[] x, double[] g) {
        Arrays.fill(g, 0);
        double f = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double a = x[i + 1] - x[i] * x[i];
            double b = 1 - x[i];
            f += 100 * a * a + b * b;
            g[i] += -400 * a * x[i] - 2 * b;
            g[i + 1] += 200 * a;
        }
        return f;
    }

    private static double waves(double[] x, double[] g) {
        double f = 0;
        for (int i = 0; i < x.length; i++) {
            f += x[i] * x[i] - 10 * StrictMath.cos(6 * x[i]);
            g[i] = 2 * x[i] + 60 * StrictMath.sin(6 * x[i]);
        }
        return f;
    }

    private static double kinks(double[] x, double[] g) {
        double f = 0;
        for (int i = 0; i < x.length; i++) {
            f += Math.abs(x[i] - i) + 0.1 * x[i] * x[i];
            g[i] = Math.signum(x[i] - i) + 0.2 * x[i];
        }
        return f;
    }

    private static double domain(double[] x, double[] g) {
        double f = 0;
        for (int i = 0; i < x.length; i++) {
            double u = 1.5 + x[i] - 0.1 * x[i] * x[i] * x[i];
            f += x[i] * x[i] - Math.sqrt(u);
            g[i] = 2 * x[i] - (1 - 0.3 * x[i] * x[i]) / (2 * Math.sqrt(u));
        }
        return f;
    }

    private static double falling(double[] x, double[] g) {
        double f = 0;
        for (int i = 0; i < x.length; i++) {
            f -= x[i] * x[i] * x[i] * x[i] - x[i];
            g[i] = -4 * x[i] * x[i] * x[i] + 1;
        }
        return f;
    }

    private static double noisy(double[] x, double[] g) {
        double f = 1e8;
        for (int i = 0; i < x.length; i++) {
            f += 1e-3 * x[i] * x[i] * x[i] * x[i];
            g[i] = 4e-3 * x[i] * x[i] * x[i];
        }
        return f;
    }

    private static double steep(double[] x, double[] g) {
        double f = 0;
        for (int i = 0; i < x.length; i++) {
            double scale = StrictMath.pow(1e60, i - 2.0);
            f += scale * x[i] * x[i];
            g[i] = 2 * scale * x[i];
        }
        return f;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void plain_loops_give_the_bits_of_descents_one_at_a_time(Case example) throws IOException {
        race(example, true, 1).run(150);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void vector_instructions_give_the_bits_of_descents_one_at_a_time(Case example) throws IOException {
        race(example, false, 2).run(300);
    }

    private static LaneRace<LineSearchState> race(Case example, boolean plain, long seed) {
        return new LaneRace<>(
                example.method,
                () -> example.lanes(plain),
                new LaneRace.Course(example.toString(), example.objective, example.box, example.bounds),
                seed);
    }

    @Test
    void where_there_are_vector_instructions_they_are_used() {
        assertThat(LineSearchArithmetic.fastest()).isInstanceOf(VectorLineSearchArithmetic.class);
        assertThat(LbfgsArithmetic.fastest()).isInstanceOf(VectorLbfgsArithmetic.class);
        assertThat(ConjugateArithmetic.fastest()).isInstanceOf(VectorConjugateArithmetic.class);
        assertThat(AcceptanceArithmetic.fastest()).isNotInstanceOf(PlainAcceptanceArithmetic.class);
    }

    @Test
    void more_memory_than_the_ring_has_rows_is_remembered_one_by_one() {
        assertThat(new Lbfgs(24, new Lbfgs().search()).lanes(Bounds.unbounded(2)))
                .isInstanceOf(LineSearchLanes.class);
        assertThat(new Lbfgs(25, new Lbfgs().search()).lanes(Bounds.unbounded(2)))
                .isInstanceOf(OneByOne.class);
    }
}
