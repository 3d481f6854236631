package org.thalweg.core.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.random.Draws;

/** Pieces of formulas: their derivatives, and what they are where kinks are held. */
class PieceTest {
    private static final long SEED = 20_261_126;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x*y - y/x + x^3*y^2 - x^-2 + 3",
                "sqrt(x*y) + cbrt(x + y) + x^2.5 + x^y + 2^x",
                "exp(x/4)*expm1(y/4) + log(x)*log1p(y) + log2(x*y) - log10(x + y)",
                "sin(x)*cos(y) + tan(x/4) + asin(x/4)*acos(y/4) + atan(x*y) + atan2(x, y) + atan2(y - 9, x)",
                "sinh(x/2)*cosh(y/2) + tanh(x*y) + sigmoid(x - y) + softplus(x*y - 2) + erf(x/2)*y",
                "abs(x - y) + max(x, 2*y, 3) + min(x*y, x + y) + if(x < y, x^2, y^3)",
                "hypot(x, y, 1) + sqrt((x - 5)^2 + (y + 5)^2) + floor(x)*y + sign(x)*x^2 + ceil(y)*x",
                "sum(i, 1, 3, r = x - i; r^2*prod(j, 1, i, y + j)) + a*b*x*y"
            })
    void derivatives_are_those_of_the_kernel(String text) {
        Formula formula =
                Formula.parse(text, ParseOptions.none().withLet("a", "0.7").withLet("b", "1.3"));
        FormulaObjective f = new FormulaObjective(formula);
        Draws draws = Draws.seeded(SEED);
        for (int trial = 0; trial < 20; trial++) {
            double[] x = {0.5 + 3 * draws.unit(2 * trial), 0.5 + 3 * draws.unit(2 * trial + 1)};
            double[] gradient = new double[2];
            double[] hessian = new double[4];
            double value = f.valueGradientAndHessian(x, gradient, hessian);
            Piece piece = f.piece(x, Set.of());
            assertThat(piece).isNotNull();
            double[] g = new double[2];
            double[] h = new double[4];
            piece.value().addGradient(1, g);
            piece.value().addHessian(1, h);
            assertThat(piece.value().value())
                    .as("seed %d", SEED)
                    .isCloseTo(value, within(1e-11 * Math.max(1, Math.abs(value))));
            for (int i = 0; i < 2; i++) {
                assertThat(g[i]).isCloseTo(gradient[i], within(1e-10 * Math.max(1, Math.abs(gradient[i]))));
            }
            for (int i = 0; i < 4; i++) {
                assertThat(h[i]).isCloseTo(hessian[i], within(1e-9 * Math.max(1, Math.abs(hessian[i]))));
            }
        }
    }

    @Test
    void a_held_kink_leaves_what_is_smooth() {
        FormulaObjective f = objective("sqrt(abs(y - x^2)) + 3*x");
        double[] x = {4 + 1e-9, 2}; // y, x
        Piece free = piece(f, x, Set.of());
        assertThat(free.kinks()).hasSize(2);
        Piece held = piece(f, x, keys(free.kinks().subList(0, 1)));
        assertThat(held.value().value()).isEqualTo(6);
        double[] gradient = new double[2];
        held.value().addGradient(1, gradient);
        assertThat(gradient).containsExactly(0, 3);
    }

    @Test
    void a_root_of_squares_has_its_kink_where_all_are_zero() {
        FormulaObjective f = objective("sqrt(2*(x - 1)^2 + y*y/3) + x");
        Piece free = piece(f, new double[] {1, 0.25}, Set.of());
        assertThat(free.kinks()).hasSize(2);
        assertThat(free.kinks())
                .allSatisfy(kink -> assertThat(kink.distance()).isCloseTo(0.25 / Math.sqrt(3), within(1e-15)));
        assertThat(piece(f, new double[] {1, 0}, keys(free.kinks())).value().value())
                .isEqualTo(1);
    }

    @Test
    void kinks_in_loops_are_told_apart_and_keep_their_keys() {
        FormulaObjective f = objective("sum(i, 1, 3, sum(j, 1, i, abs(x - i*j)))");
        Set<Object> first = keys(piece(f, new double[] {0.1}, Set.of()).kinks());
        assertThat(first)
                .hasSize(6)
                .isEqualTo(keys(piece(f, new double[] {7}, Set.of()).kinks()));
    }

    @Test
    void what_is_smooth_has_no_kinks() {
        assertThat(piece(objective("x^4 + abs(x^2) + (x^2 + 1)^3"), new double[] {0.5}, Set.of())
                        .kinks())
                .isEmpty();
    }

    @Test
    void long_sums_are_not_followed() {
        assertThat(objective("sum(i, 1, 1000000, abs(x - i))").piece(new double[] {1}, Set.of()))
                .isNull();
    }

    private static Piece piece(FormulaObjective f, double[] x, Set<Object> held) {
        Piece piece = f.piece(x, held);
        assertThat(piece).isNotNull();
        return piece;
    }

    private static Set<Object> keys(List<Piece.Kink> kinks) {
        return kinks.stream().map(Piece.Kink::key).collect(Collectors.toCollection(HashSet::new));
    }

    private static FormulaObjective objective(String text) {
        return new FormulaObjective(Formula.parse(text, ParseOptions.none()));
    }
}
