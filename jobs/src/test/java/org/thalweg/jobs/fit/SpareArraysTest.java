package org.thalweg.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpareArraysTest {
    private final SpareArrays spares = new SpareArrays();

    @Test
    void an_array_is_lent_to_one_message_at_a_time() {
        double[] first = spares.lend().take(3_000);
        double[] second = spares.lend().take(3_000);

        assertThat(first).hasSizeGreaterThanOrEqualTo(3_000);
        assertThat(second).hasSizeGreaterThanOrEqualTo(3_000).isNotSameAs(first);
    }

    @Test
    void an_array_that_was_given_back_is_lent_again_also_for_a_few_doubles_more() {
        SpareArrays.Loan loan = spares.lend();
        double[] array = loan.take(31_250);
        loan.end();

        assertThat(spares.lend().take(31_251)).isSameAs(array);
    }

    @Test
    void an_array_is_not_lent_to_a_message_that_does_not_fit_in() {
        SpareArrays.Loan loan = spares.lend();
        loan.take(1_000);
        loan.end();

        assertThat(spares.lend().take(100_000)).hasSizeGreaterThanOrEqualTo(100_000);
    }

    @Test
    void a_loan_that_is_ended_twice_does_not_lend_its_array_to_two() {
        SpareArrays.Loan loan = spares.lend();
        loan.take(1_000);
        loan.end();
        loan.end();

        assertThat(spares.lend().take(1_000)).isNotSameAs(spares.lend().take(1_000));
    }

    @Test
    void short_arrays_are_as_long_as_was_asked() {
        SpareArrays.Loan loan = spares.lend();

        assertThat(loan.take(0)).isEmpty();
        assertThat(loan.take(7)).hasSize(7);
    }
}
