package org.thalweg.core.linesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LineSearchTest {

    private static final StrongWolfe WOLFE = new StrongWolfe(1e-4, 0.1, 40);

    /** A search along φ from 0 with the given first step; the bracket goes through bytes before every trial. */
    private static Bracket run(LineSearch search, DoubleUnaryOperator phi, DoubleUnaryOperator slope, double first)
            throws IOException {
        Bracket bracket = new Bracket();
        double start = phi.applyAsDouble(0);
        bracket.start(start, slope.applyAsDouble(0), Math.abs(start), first);
        Verdict verdict = Verdict.CONTINUE;
        while (verdict == Verdict.CONTINUE) {
            bracket = copy(bracket);
            double step = bracket.step();
            double linear = step * bracket.startSlope();
            verdict = search.tell(bracket, phi.applyAsDouble(step), slope.applyAsDouble(step), linear);
        }
        assertThat(verdict).isEqualTo(Verdict.ACCEPT);
        return bracket;
    }

    private static Bracket copy(Bracket bracket) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bracket.write(new DataOutputStream(bytes));
        return Bracket.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    @Test
    void the_strong_wolfe_conditions_hold_on_random_quartics_whatever_the_first_step() throws IOException {
        long seed = 11;
        SplittableRandom random = new SplittableRandom(seed);
        for (int k = 0; k < 2_000; k++) {
            double b = random.nextDouble(-3, 3);
            double c = random.nextDouble(-3, 3);
            double d = -random.nextDouble(0.1, 3);
            DoubleUnaryOperator phi = t -> t * t * t * t + b * t * t * t + c * t * t + d * t + 1;
            DoubleUnaryOperator slope = t -> 4 * t * t * t + 3 * b * t * t + 2 * c * t + d;
            double first = StrictMath.pow(10, random.nextDouble(-6, 4));
            Bracket bracket = run(WOLFE, phi, slope, first);
            double step = bracket.step();
            assertThat(bracket.trials()).as("search %d, seed %d", k, seed).isLessThan(25);
            assertThat(phi.applyAsDouble(step)).isLessThanOrEqualTo(1 + 1e-4 * step * d);
            boolean strong = Math.abs(slope.applyAsDouble(step)) <= -0.1 * d;
            boolean weak = slope.applyAsDouble(step) >= 0.1 * d && bracket.trials() > 4;
            assertThat(strong || weak).as("search %d, seed %d", k, seed).isTrue();
        }
    }

    @Test
    void a_step_out_of_the_domain_comes_back_into_it() throws IOException {
        Bracket bracket = run(WOLFE, t -> -StrictMath.log(1 - t) - 3 * t, t -> 1 / (1 - t) - 3, 1000);
        assertThat(bracket.step()).isBetween(0.5, 0.8);
    }

    @Test
    void a_kink_is_approached_from_the_side_that_falls() throws IOException {
        Bracket bracket = run(WOLFE, t -> Math.abs(t - 0.3), t -> t < 0.3 ? -1 : 1, 1);
        assertThat(Math.abs(bracket.step() - 0.3)).isLessThan(0.3);
        assertThat(bracket.trials()).isLessThan(12);
    }

    @Test
    void where_values_are_noise_slopes_decide() throws IOException {
        // Near its minimum 1000 + (t − 1)²·1e−20 does not change at all in double precision.
        Bracket bracket = run(WOLFE, t -> 1000, t -> 2e-20 * (t - 1), 7);
        assertThat(bracket.step()).isBetween(0.9, 1.1);
    }

    @Test
    void armijo_accepts_the_first_step_low_enough_and_none_longer_than_the_first() throws IOException {
        Backtracking armijo = new Backtracking(1e-4, 0.5, 40);
        assertThat(run(armijo, t -> t * t - 2 * t, t -> 2 * t - 2, 0.25).step()).isEqualTo(0.25);
        assertThat(run(armijo, t -> t * t - 2 * t, t -> 2 * t - 2, 64).step()).isBetween(0.1, 1.99);
        assertThat(run(armijo, t -> t > 0.02 ? Double.NaN : -t, t -> -1, 1).step())
                .isBetween(0.009, 0.011);
    }

    @Test
    void a_slope_that_lies_makes_the_search_fail() {
        for (LineSearch search : new LineSearch[] {WOLFE, new Backtracking(1e-4, 0.5, 40)}) {
            Bracket bracket = new Bracket();
            bracket.start(1, -1, 1, 1);
            Verdict verdict = Verdict.CONTINUE;
            for (int k = 0; k < 100 && verdict == Verdict.CONTINUE; k++) {
                verdict = search.tell(bracket, 1 + bracket.step(), -1, -bracket.step());
            }
            assertThat(verdict).isEqualTo(Verdict.FAIL);
            assertThat(bracket.trials()).isLessThanOrEqualTo(40);
            assertThat(bracket.endsInRise()).isFalse();
        }
    }

    @Test
    void impossible_constants_are_refused_with_a_cure() {
        assertThatThrownBy(() -> new StrongWolfe(0.6, 0.9, 40)).hasMessageContaining("decrease (0.6)");
        assertThatThrownBy(() -> new StrongWolfe(1e-4, 1.5, 40)).hasMessageContaining("curvature (1.5)");
        assertThatThrownBy(() -> new StrongWolfe(1e-4, 0.9, 1)).hasMessageContaining("(1)");
        assertThatThrownBy(() -> new Backtracking(1e-4, 1.5, 40))
                .hasMessageContaining("shrink (1.5)")
                .hasMessageContaining("Maybe you meant its reciprocal?");
        assertThatThrownBy(() -> new Backtracking(0, 0.5, 40)).hasMessageContaining("decrease (0.0)");
        assertThatThrownBy(() -> new Backtracking(1e-4, 0.5, 0)).hasMessageContaining("(0)");
    }
}
