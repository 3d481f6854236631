package org.thalweg.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.FormulaObjective;
import org.thalweg.core.objective.Objective;
import org.thalweg.core.optimizer.Methods;
import org.thalweg.core.search.DescentBatch;
import org.thalweg.core.search.DescentPlan;
import org.thalweg.core.search.Distinctness;
import org.thalweg.core.search.FinishedDescent;
import org.thalweg.core.search.SobolSampler;
import org.thalweg.core.search.StartPlan;
import org.thalweg.core.search.StopPlan;
import org.thalweg.core.stopping.Outcome;

class DescentPathTest {
    private static final String HIMMELBLAU = "(x^2 + y - 11)^2 + (x + y^2 - 7)^2";
    private static final long MANY = 100_000;

    /** What an objective offers beside its value. */
    enum Face {
        FORMULA,
        VALUE
    }

    @ParameterizedTest
    @EnumSource(Face.class)
    void goes_from_the_start_ever_lower_to_where_the_descent_of_the_search_ended(Face face) {
        SearchSpecification search = search(objective(face), false);
        List<FinishedDescent> ends = descents(search, 20);

        for (FinishedDescent end : ends) {
            DescentPath path = DescentPath.replay(search, end.start(), MANY, 1_000);
            int last = path.points().size() - 1;

            assertThat(path.points().get(0)).isEqualTo(search.starts().point(end.start()));
            assertThat(path.points().get(last)).isEqualTo(end.end().x());
            assertThat(path.values().get(last)).isEqualTo(end.end().value());
            assertThat(path.values().subList(0, last)).isSortedAccordingTo((a, b) -> Double.compare(b, a));
            assertThat(path.converged()).isEqualTo(end.termination().outcome() == Outcome.CONVERGED);
            assertThat(path.points()).hasSameSizeAs(path.values());
        }
    }

    @Test
    void keeps_the_ends_of_a_path_that_is_too_long() {
        SearchSpecification search = search(objective(Face.FORMULA), false);
        DescentPath whole = DescentPath.replay(search, 3, MANY, 1_000);
        DescentPath few = DescentPath.replay(search, 3, MANY, 3);

        assertThat(whole.points()).hasSizeGreaterThan(4);
        assertThat(few.points()).hasSize(3);
        assertThat(few.points().get(0)).isEqualTo(whole.points().get(0));
        assertThat(few.points().get(2))
                .isEqualTo(whole.points().get(whole.points().size() - 1));
    }

    @Test
    void ends_where_its_evaluations_do() {
        DescentPath path = DescentPath.replay(search(objective(Face.FORMULA), false), 3, 4, 1_000);

        assertThat(path.points()).hasSizeBetween(1, 8);
        assertThat(path.converged()).isFalse();
    }

    @Test
    void rises_where_the_highest_point_is_wanted() {
        SearchSpecification search = search(objective(Face.FORMULA), true);
        DescentPath path = DescentPath.replay(search, 0, MANY, 1_000);

        assertThat(path.values()).isSorted();
        double[] first = path.points().get(0);
        assertThat(path.values().get(0)).isEqualTo(search.problem().objective().value(first));
    }

    private static Objective objective(Face face) {
        Objective formula = new FormulaObjective(Formula.parse(HIMMELBLAU));
        return face == Face.FORMULA ? formula : new ValueAlone(formula);
    }

    /** A function without derivatives. */
    private record ValueAlone(Objective f) implements Objective {
        @Override
        public int dimension() {
            return f.dimension();
        }

        @Override
        public double value(double[] x) {
            return f.value(x);
        }
    }

    private static SearchSpecification search(Objective objective, boolean maximize) {
        Bounds box = Bounds.cube(2, -5, 5);
        return new SearchSpecification(
                new Problem(HIMMELBLAU, List.of("x", "y"), objective, box, maximize),
                new StartPlan(20, List.of(), new SobolSampler(42), box, 42),
                new DescentPlan(Methods.all().get(0).create(), 1e-6, 1_000, 10, Double.NEGATIVE_INFINITY),
                Distinctness.standard(),
                new StopPlan(1 << 14, Double.NEGATIVE_INFINITY, 0));
    }

    private static List<FinishedDescent> descents(SearchSpecification search, int count) {
        List<FinishedDescent> finished = new ArrayList<>();
        DescentBatch batch = search.newBatch(count);
        for (long start = 0; start < count; start++) {
            batch.begin(start, search.starts().point(start));
        }
        while (batch.active() > 0) {
            batch.advance(MANY, finished::add);
        }
        return finished;
    }
}
