package org.thalweg.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.thalweg.core.fit.local.SignSplit;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.monitoring.history.History;
import org.thalweg.monitoring.history.Mark;

class FitGlimpseTest {
    private static FitGlimpse halves(double... theta) {
        FitGlimpse none = FitGlimpse.none(theta.length);
        FitGlimpse now = new FitGlimpse(2, 10, 0, 3.5, 0.5, theta, none.history(), false);
        return now.noted();
    }

    @Test
    void what_descends_in_halves_is_seen_whole_in_its_history_too() {
        SignSplit split = new SignSplit(new Sums.LeastSquares(2, 4, 3, 7), new double[] {0, 0.5}, Bounds.unbounded(2));
        double[] descended = split.separated(new double[] {7, -3});

        FitGlimpse seen = halves(descended).translated(split.terms().parameters(), 2, split::joined);

        assertThat(descended).hasSize(3);
        assertThat(seen.theta()).containsExactly(7, -3);
        assertThat(seen.history().columns())
                .containsExactly("seconds", "rounds", "finished", "loss", "gradientNorm", "parameter 1", "parameter 2");
        assertThat(seen.history().row(0)).containsExactly(2, 10, 0, 3.5, 0.5, 7, -3);
    }

    @Test
    void of_more_halves_than_the_history_holds_it_tells_no_course() {
        int parameters = 10;
        FitGlimpse now = halves(new double[2 * parameters]);
        History marked = now.history().plus(new Mark(1, Mark.Kind.RESTART));

        FitGlimpse seen = now.with(marked).translated(2 * parameters, parameters, both -> new double[parameters]);

        assertThat(seen.theta()).hasSize(parameters);
        assertThat(seen.history().marks()).hasSize(1);
        assertThat(seen.history().row(0)).hasSize(5 + parameters).startsWith(2, 10, 0, 3.5, 0.5);
        for (int j = 0; j < parameters; j++) {
            assertThat(seen.history().row(0)[5 + j]).isNaN();
        }
    }

    @Test
    void parameters_that_are_not_told_stay_untold() {
        FitGlimpse seen = FitGlimpse.none(4).translated(4, 2, both -> new double[] {1, 2});

        assertThat(seen.theta()).isEmpty();
        assertThat(seen.history().rows()).isZero();
    }
}
