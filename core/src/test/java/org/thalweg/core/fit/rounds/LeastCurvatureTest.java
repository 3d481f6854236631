package org.thalweg.core.fit.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.fit.FormulaTerms;

class LeastCurvatureTest {
    private static final long SEED = 42;

    private static LeastCurvature at(String text, double... x) throws IOException {
        Formula formula = Formula.parse(text, ParseOptions.none().withDimension(x.length));
        return LeastCurvature.at(FitDriver.of(new FormulaTerms(formula, false, 4)), x, SEED);
    }

    @Test
    void the_ends_of_a_short_spectrum_are_found() throws IOException {
        LeastCurvature curvature = at("sum(i, 1, n, i*x[i]^2)", 0, 0, 0, 0, 0, 0);

        assertThat(curvature.smallest()).isCloseTo(2, within(1e-6));
        assertThat(curvature.largest()).isCloseTo(12, within(1e-6));
        assertThat(curvature.isNegative()).isFalse();
    }

    @Test
    void one_direction_in_which_the_sum_falls_is_found_among_many_in_which_it_rises() throws IOException {
        LeastCurvature curvature = at("sum(i, 1, n, if(i == 37, -1, i)*x[i]^2)", new double[100]);

        assertThat(curvature.isNegative()).as("seed %d, %s", SEED, curvature).isTrue();
    }

    @Test
    void a_flat_sum_has_no_curvature() throws IOException {
        LeastCurvature curvature = at("sum(i, 1, n, 3*x[i])", 1, 2, 3, 4);

        assertThat(curvature.smallest()).isCloseTo(0, within(1e-6));
        assertThat(curvature.isNegative()).isFalse();
    }
}
