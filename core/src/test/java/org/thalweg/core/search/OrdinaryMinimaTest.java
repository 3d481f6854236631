package org.thalweg.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.FormulaObjective;
import org.thalweg.core.optimizer.Descent;
import org.thalweg.core.optimizer.Lbfgs;
import org.thalweg.core.stopping.FirstOf;
import org.thalweg.core.stopping.Termination;

class OrdinaryMinimaTest {
    private static final double TOLERANCE = 1e-6;

    /** A verdict and what it cost. */
    private record Look(@Nullable Verdict verdict, int cost) {}

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "30 + sum(i, 1, n, x[i]^2 - 10*cos(2*pi*x[i]))",
                "sum(i, 1, n-1, 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2)",
                "sum(i, 1, n, x[i]^4 - 16*x[i]^2 + 5*x[i])/2",
                "log(x[1]^4 + x[1]^3 + 2) + x[2]^2 + x[3]^2",
                "sum(i, 1, n, x[i]^4)",
                "x[1]^4 + x[2]^2 + x[3]^2",
                "cos(x[1])*cos(x[2])*exp(-x[3]^2)"
            })
    void says_what_settling_says_or_nothing_in_whatever_company(String text) {
        FormulaObjective objective = objective(text, 3);
        Bounds bounds = Bounds.unbounded(3);
        List<double[]> ends = ends(objective, bounds, 60);
        OrdinaryMinima minima = Objects.requireNonNull(OrdinaryMinima.of(objective, bounds, TOLERANCE));
        List<Look> alone = new ArrayList<>();
        for (double[] end : ends) {
            alone.addAll(look(minima, List.of(end)));
        }
        Random random = new Random(7);
        for (int trial = 0; trial < 20; trial++) {
            List<Integer> some = new ArrayList<>();
            for (int i = 0; i < ends.size(); i++) {
                some.add(i);
            }
            Collections.shuffle(some, random);
            some = some.subList(0, 1 + random.nextInt(OrdinaryMinima.WIDTH));
            List<Look> together = look(minima, some.stream().map(ends::get).toList());
            assertThat(together).isEqualTo(some.stream().map(alone::get).toList());
        }
        for (int i = 0; i < ends.size(); i++) {
            Verdict verdict = alone.get(i).verdict();
            if (verdict != null) {
                assertSame(verdict, settled(objective, bounds, ends.get(i)));
            }
        }
    }

    private static void assertSame(Verdict quick, Verdict thorough) {
        assertThat(quick.next()).isNull();
        assertThat(thorough.next()).isNull();
        assertThat(quick.point().kind()).isEqualTo(thorough.point().kind());
        assertThat(quick.point().flatDirections()).isEqualTo(thorough.point().flatDirections());
        assertThat(quick.point().value())
                .isCloseTo(
                        thorough.point().value(),
                        within(1e-12 * Math.max(1, Math.abs(quick.point().value()))));
        boolean single = quick.point().isolated();
        for (int j = 0; single && j < quick.point().x().length; j++) {
            assertThat(quick.point().x()[j]).isCloseTo(thorough.point().x()[j], within(1e-9));
        }
        assertThat(quick.termination()).isEqualTo(thorough.termination());
    }

    @Test
    void settles_nearly_every_end_at_a_well_conditioned_minimum() {
        FormulaObjective objective = objective("30 + sum(i, 1, n, x[i]^2 - 10*cos(2*pi*x[i]))", 3);
        Bounds bounds = Bounds.cube(3, -5.12, 5.12);
        OrdinaryMinima minima = Objects.requireNonNull(OrdinaryMinima.of(objective, bounds, TOLERANCE));
        int settled = 0;
        for (double[] end : ends(objective, bounds, 100)) {
            settled += look(minima, List.of(end)).get(0).verdict() != null ? 1 : 0;
        }
        assertThat(settled).isGreaterThan(90);
    }

    @Test
    void leaves_what_is_out_of_the_ordinary_to_others() {
        Bounds free = Bounds.unbounded(2);
        assertLeft("x[1]^4 + x[2]^2", free, 0, 0);
        assertLeft("x[1]^4 + x[2]^4", free, 1e-11, -1e-11);
        assertLeft("x[1]^2 - x[2]^2", free, 0, 0);
        assertLeft("(x[1] - x[2])^2", free, 1, 1);
        assertLeft("x[1]^2 + 1e-5*x[2]^2", free, 0, 0);
        assertLeft("x[1]^2 + x[2]^2", Bounds.cube(2, 0, 1), 0, 0);
        assertLeft("x[1]^2 + x[2]^2", free, 1, 1e300);
        assertLeft("1/x[1] + x[2]^2", free, 0, 0);
        assertLeft("1e16 + x[1]^2 + x[2]^2 - 1e16", free, 1e-7, 1e-7);
    }

    private static void assertLeft(String text, Bounds bounds, double... end) {
        OrdinaryMinima minima = OrdinaryMinima.of(objective(text, 2), bounds, TOLERANCE);
        Look look = look(Objects.requireNonNull(minima), List.of(end)).get(0);
        assertThat(look.verdict()).as(text).isNull();
    }

    @Test
    void large_minima_are_settled_like_small_ones() {
        FormulaObjective objective = objective("10*n + sum(i, 1, n, x[i]^2 - 10*cos(2*pi*x[i])) + x[1]*x[n]/9", 40);
        Bounds bounds = Bounds.unbounded(40);
        OrdinaryMinima minima = Objects.requireNonNull(OrdinaryMinima.of(objective, bounds, TOLERANCE));
        List<double[]> ends = ends(objective, bounds, 20);
        List<Look> together = new ArrayList<>();
        together.addAll(look(minima, ends.subList(0, 16)));
        together.addAll(look(minima, ends.subList(16, 20)));
        for (int i = 0; i < ends.size(); i++) {
            assertThat(together.get(i))
                    .isEqualTo(look(minima, List.of(ends.get(i))).get(0));
            Verdict verdict = Objects.requireNonNull(together.get(i).verdict());
            assertSame(verdict, settled(objective, bounds, ends.get(i)));
        }
    }

    @ParameterizedTest(name = "{0} atoms")
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 13})
    void clusters_are_settled_at_once_with_the_flat_directions_that_the_thorough_judgement_finds(int atoms) {
        FormulaObjective objective = cluster(atoms, "");
        Bounds bounds = Bounds.unbounded(3 * atoms);
        OrdinaryMinima minima = Objects.requireNonNull(OrdinaryMinima.of(objective, bounds, TOLERANCE));
        int quick = 0;
        List<double[]> ends = ends(objective, bounds, 12);
        for (double[] end : ends) {
            Verdict verdict = look(minima, List.of(end)).get(0).verdict();
            if (verdict != null) {
                assertThat(verdict.point().kind()).isEqualTo(Kind.DEGENERATE_MINIMUM);
                assertThat(verdict.point().flatDirections()).isEqualTo(atoms == 2 ? 5 : 6);
                assertThat(verdict.point().isolated()).isFalse();
                assertThat(verdict.point().smallestEigenvalue()).isZero();
                assertSame(verdict, settled(objective, bounds, end));
                quick++;
            }
        }
        assertThat(quick).isGreaterThan(ends.size() / 2);
    }

    @Test
    void a_cluster_that_anything_holds_is_not_taken_for_one_that_is_free() {
        for (String hold : List.of(" + 1e-3*x[1]^2", " + 1e-3*sum(i, 1, n, x[i]^2)", " + 1e-7*x[2]")) {
            FormulaObjective objective = cluster(4, hold);
            Bounds bounds = Bounds.unbounded(12);
            OrdinaryMinima minima = Objects.requireNonNull(OrdinaryMinima.of(objective, bounds, TOLERANCE));
            for (double[] end : ends(objective, bounds, 5)) {
                Verdict verdict = look(minima, List.of(end)).get(0).verdict();
                assertThat(verdict == null || verdict.point().flatDirections() < 6)
                        .as(hold)
                        .isTrue();
            }
        }
    }

    private static FormulaObjective cluster(int atoms, String hold) {
        String text = "sum(i, 1, N-1, sum(j, i+1, N, r2 = (x[3*i-2]-x[3*j-2])^2 + (x[3*i-1]-x[3*j-1])^2"
                + " + (x[3*i]-x[3*j])^2; 4*(r2^-6 - r2^-3)))" + hold;
        ParseOptions options = ParseOptions.none().withDimension(3 * atoms).withLet("N", "" + atoms);
        return new FormulaObjective(Formula.parse(text, options));
    }

    @Test
    void is_not_there_for_formulas_with_kinks_and_for_large_dimensions() {
        assertThat(OrdinaryMinima.of(objective("abs(x[1]) + x[2]^2", 2), Bounds.unbounded(2), TOLERANCE))
                .isNull();
        assertThat(OrdinaryMinima.of(objective("sum(i, 1, n, x[i]^2)", 129), Bounds.unbounded(129), TOLERANCE))
                .isNull();
    }

    @Test
    void the_smallest_eigenvalue_is_filled_in_where_it_is_asked_for() {
        FormulaObjective objective = objective("(x[1] - 1)^2 + 3*(x[2] + 2)^2", 2);
        Bounds bounds = Bounds.unbounded(2);
        OrdinaryMinima minima = Objects.requireNonNull(OrdinaryMinima.of(objective, bounds, TOLERANCE));
        Verdict verdict =
                look(minima, List.of(new double[] {1 + 1e-8, -2 - 1e-8})).get(0).verdict();
        StationaryPoint point = Objects.requireNonNull(verdict).point();
        assertThat(point.x()).containsExactly(1, -2);
        assertThat(point.smallestEigenvalue()).isNaN();
        assertThat(point.withSmallestEigenvalue(objective, bounds).smallestEigenvalue())
                .isCloseTo(2, within(1e-12));
    }

    private static FormulaObjective objective(String text, int n) {
        return new FormulaObjective(Formula.parse(text, ParseOptions.none().withDimension(n)));
    }

    private static List<double[]> ends(FormulaObjective objective, Bounds bounds, int count) {
        SobolSampler sampler = new SobolSampler(3);
        List<double[]> ends = new ArrayList<>();
        double[] x = new double[bounds.dimension()];
        for (int i = 0; ends.size() < count && i < 20 * count; i++) {
            sampler.sample(i, Bounds.cube(x.length, -5, 5), x);
            Descent descent =
                    Descent.run(new Lbfgs(), objective, x, bounds, FirstOf.standard(TOLERANCE, 1_000, -1e300));
            if (descent.termination() == Termination.GRADIENT_TOLERANCE) {
                ends.add(descent.x());
            }
        }
        return ends;
    }

    private static List<Look> look(OrdinaryMinima minima, List<double[]> ends) {
        minima.look(ends);
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i < ends.size(); i++) {
            looks.add(new Look(minima.verdict(i), minima.cost(i)));
        }
        return looks;
    }

    private static Verdict settled(FormulaObjective objective, Bounds bounds, double[] end) {
        Settling settling = new Settling(new Oracle(objective, bounds), end, Termination.GRADIENT_TOLERANCE, TOLERANCE);
        Verdict verdict = null;
        while (verdict == null) {
            verdict = settling.step();
        }
        return verdict;
    }
}
