package org.thalweg.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thalweg.core.random.Draws;

class UnseenMinimaTest {
    private static final long SEED = 20;

    @Test
    void log_gamma_agrees_with_an_independent_one() {
        for (double x = 0.02; x < 1e7; x *= 1.07) {
            double expected = Gamma.logGamma(x);
            assertThat(LogGamma.of(x))
                    .as("x = %s", x)
                    .isEqualTo(expected, within(1e-13 * Math.max(1, Math.abs(expected))));
        }
        assertThat(LogGamma.of(1)).isEqualTo(0, within(1e-14));
        assertThat(LogGamma.of(1e12)).isEqualTo(Gamma.logGamma(1e12), within(1e-2));
    }

    @Test
    void nothing_seen_means_that_all_is_new() {
        assertThat(PitmanYor.probabilityOfNew(List.of())).isEqualTo(1);
        assertThat(UnseenMinima.estimate(List.of(), 0, 1)).isEqualTo(new UnseenMinima(1, 1));
    }

    @Test
    void one_minimum_again_and_again_makes_a_second_one_ever_less_likely_but_never_impossible() {
        double before = PitmanYor.probabilityOfNew(List.of(1L));
        assertThat(before).isBetween(0.5, 0.8);
        for (long hits = 2; hits < 10_000_000; hits *= 3) {
            double probability = PitmanYor.probabilityOfNew(List.of(hits));
            assertThat(probability).isPositive().isLessThan(before);
            before = probability;
        }
        assertThat(before).isLessThan(1e-6);
    }

    @Test
    void a_new_minimum_every_time_means_that_the_next_is_new_too() {
        assertThat(PitmanYor.probabilityOfNew(Collections.nCopies(10, 1L))).isBetween(0.85, 1.0);
        assertThat(PitmanYor.probabilityOfNew(Collections.nCopies(1000, 1L))).isBetween(0.99, 1.0);
    }

    @Test
    void the_order_of_the_minima_does_not_show() {
        List<Long> hits = new ArrayList<>(List.of(1L, 1L, 1L, 2L, 5L, 80L, 3000L));
        double probability = PitmanYor.probabilityOfNew(hits);
        Collections.reverse(hits);
        assertThat(PitmanYor.probabilityOfNew(hits)).isEqualTo(probability);
        assertThat(PitmanYor.probabilityOfNew(List.of(1_000_000_000_000L, 1L))).isBetween(0.0, 1e-10);
    }

    @Test
    void mistakes_are_named() {
        assertThatThrownBy(() -> PitmanYor.probabilityOfNew(List.of(3L, 0L))).hasMessageContaining("hits (0)");
        assertThatThrownBy(() -> AlphaSpending.upperBound(5, 0)).hasMessageContaining("look (0)");
    }

    @Test
    void all_looks_together_spend_five_per_cent() {
        double spent = 0;
        for (int look = 1; look <= 100_000; look++) {
            spent += AlphaSpending.spentAt(look);
        }
        assertThat(spent).isEqualTo(0.05, within(1e-6)).isLessThan(0.05);
    }

    @Test
    void the_bound_falls_with_the_run_and_rises_with_the_looks() {
        assertThat(AlphaSpending.upperBound(0, 1)).isEqualTo(1);
        assertThat(AlphaSpending.upperBound(1, 1)).isEqualTo(1);
        assertThat(AlphaSpending.upperBound(301, 1))
                .isEqualTo(1 - Math.pow(0.05 * 6 / 9.869604401089358, 1 / 300.0), within(1e-12));
        assertThat(AlphaSpending.upperBound(300, 1)).isGreaterThan(AlphaSpending.upperBound(301, 1));
        assertThat(AlphaSpending.upperBound(300, 2)).isGreaterThan(AlphaSpending.upperBound(300, 1));
        assertThat(AlphaSpending.upperBound(Long.MAX_VALUE, Long.MAX_VALUE)).isBetween(0.0, 1e-15);
    }

    @ParameterizedTest
    @EnumSource
    void no_look_claims_too_much_in_more_than_five_of_a_hundred_searches(Basins basins) {
        int searches = 400;
        int wrong = 0;
        for (int search = 0; search < searches; search++) {
            Landscape run = Landscape.ofMasses(basins, Draws.seeded(SEED).stream(search));
            boolean holds = true;
            for (int look = 1; look <= 40; look++) {
                run.draw(25);
                holds &= run.unseenMass() <= AlphaSpending.upperBound(run.sinceLastNew(), look);
            }
            wrong += holds ? 0 : 1;
        }
        // 5 % of 400 are 20, with a standard deviation of at most 4.4
        assertThat(wrong).as("%s, seed %d", basins, SEED).isLessThanOrEqualTo(20 + 9);
    }

    @ParameterizedTest
    @EnumSource
    void the_estimate_is_right_on_average_or_too_large(Basins basins) {
        int searches = 60;
        double truth = 0;
        double estimate = 0;
        for (int search = 0; search < searches; search++) {
            Landscape run = Landscape.ofMasses(basins, Draws.seeded(SEED + 1).stream(search));
            run.draw(300);
            truth += run.unseenMass() / searches;
            estimate += PitmanYor.probabilityOfNew(run.hits()) / searches;
        }
        assertThat(estimate).as("%s, seed %d", basins, SEED + 1).isBetween(0.5 * truth, 2 * truth + 0.03);
    }
}
