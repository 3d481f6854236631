package org.thalweg.core.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.FormulaObjective;
import org.thalweg.core.stopping.Progress;

/** Every method's lanes against its descents one at a time. */
class MethodLanesTest {
    private static final long SEED = 11;
    private static final Bounds BOX = Bounds.cube(4, -4, 4);
    private static final Bounds NARROW =
            new Bounds(new double[] {-1, 0.5, -3, 0}, new double[] {0.9, 3, 3, Double.POSITIVE_INFINITY});

    private static final List<String> TEXTS = List.of(
            "sum(i, 1, n-1, 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2)",
            "sum(i, 1, n, x[i]^2 - 10*cos(6*x[i]))",
            "sum(i, 1, n, abs(x[i] - i) + 0.1*x[i]^2)",
            "sum(i, 1, n, x[i]^2 - sqrt(1.5 + x[i] - 0.1*x[i]^3))",
            "sum(i, 1, n, x[i] - x[i]^4)",
            "1e8 + sum(i, 1, n, 1e-3*x[i]^4)",
            "sum(i, 1, n, 1e40^(i - 2)*x[i]^2)");

    static Stream<Optimizer<?>> methods() {
        Stream<Optimizer<?>> standard = Methods.all().stream().map(Method::create);
        Stream<Optimizer<?>> constant = Stream.of(
                FirstOrder.constant(new GradientDescent(1e-3)),
                FirstOrder.constant(new Adam(0.05)),
                FirstOrder.constant(new AdamW(0.05)),
                new FirstOrder(new Adam(0.5), 3),
                new FirstOrder(new RmsProp(0.5, 0.9, 1e-8), 2));
        return Stream.concat(standard, constant);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void give_the_bits_of_descents_one_at_a_time(Optimizer<?> method) throws IOException {
        for (String text : TEXTS) {
            for (Bounds bounds : List.of(Bounds.unbounded(4), NARROW)) {
                race(method, text, bounds);
            }
        }
    }

    private static <S extends Progress> void race(Optimizer<S> method, String text, Bounds bounds) throws IOException {
        FormulaObjective objective =
                new FormulaObjective(Formula.parse(text, ParseOptions.none().withDimension(4)));
        String name =
                "%s of %s, %s, seed %d".formatted(method, text, bounds.isUnbounded() ? "unbounded" : "bounded", SEED);
        LaneRace.Course course = new LaneRace.Course(name, objective, BOX, bounds);
        new LaneRace<>(method, () -> method.lanes(bounds), course, SEED).run(24);
    }

    @Test
    void methods_have_forms_for_lanes() {
        assertThat(new Newton().lanes(Bounds.unbounded(4))).isInstanceOf(NewtonLanes.class);
        assertThat(new Newton().lanes(NARROW)).isInstanceOf(NewtonLanes.class);
        assertThat(new SteepestDescent().lanes(NARROW)).isInstanceOf(LineSearchLanes.class);
        assertThat(new ConjugateGradient().lanes(NARROW)).isInstanceOf(LineSearchLanes.class);
        assertThat(FirstOrder.patient(new Adam(0.05)).lanes(BOX)).isInstanceOf(FirstOrderLanes.class);
        assertThat(FirstOrder.constant(new GradientDescent(0.05)).lanes(BOX)).isInstanceOf(FirstOrderLanes.class);
    }
}
