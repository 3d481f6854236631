package org.thalweg.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The virtual machine is primed when the primer's code runs without making objects, and what comes after is compiled well. */
final class PrimerTest {
    private static final int GROUP = 8;
    private static final long OPERATIONS = 1_000;

    private long runs;
    private long bytes;
    private long bytesOfRun = 100 * 2 * OPERATIONS;

    private final ProgramRunner code = new ProgramRunner() {
        @Override
        public void run(Lanes lanes, int first, int last) {
            runs++;
            bytes += bytesOfRun;
        }

        @Override
        public KernelBackend backend() {
            return KernelBackend.VECTOR;
        }
    };

    private final Primer primer = new Primer(code, new Trial(GROUP, OPERATIONS, Primer.LONGEST, () -> bytes));

    @Test
    void a_step_is_one_run_until_the_code_makes_no_objects() {
        for (int k = 1; k <= 100; k++) {
            assertThat(primer.step()).isFalse();
            assertThat(runs).isEqualTo(k);
        }
        bytesOfRun = 0;
        assertThat(primer.step()).isTrue();
        assertThat(primer.step()).isTrue();
        assertThat(runs).isEqualTo(101);
    }

    @Test
    void code_that_stays_objects_holds_formulas_up_for_a_while_only() {
        long enough = Primer.LONGEST / (2 * OPERATIONS) + 1;
        for (long k = 1; k < enough; k++) {
            assertThat(primer.step()).isFalse();
        }
        assertThat(primer.step()).isTrue();
        assertThat(runs).isEqualTo(enough);
    }

    @Test
    void the_virtual_machine_s_own_comes_to_an_end() {
        Primer own = Primer.ofVirtualMachine();
        long steps = 0;
        while (!own.step()) {
            steps++;
        }
        assertThat(steps).isLessThan(Primer.LONGEST);
    }
}
