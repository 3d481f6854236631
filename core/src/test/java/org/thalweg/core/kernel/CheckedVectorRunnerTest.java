package org.thalweg.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.thalweg.core.kernel.ProgramRunner.Lanes;

/** Vector code is on trial until it has run without making objects, and is given up if it never does. */
final class CheckedVectorRunnerTest {

    private static final int GROUP = 8;

    private static final long OPERATIONS = 1000;

    private final Lanes lanes = Lanes.of(GROUP, new double[GROUP], new double[GROUP], new double[GROUP]);
    private final Counter scalar = new Counter(KernelBackend.SCALAR);
    private final Counter vector = new Counter(KernelBackend.VECTOR);
    private long bytesOfRun;
    private boolean isPrimed = true;
    private int forgotten;
    private final CheckedVectorRunner checked = new CheckedVectorRunner(
            vector,
            scalar,
            new Trial(GROUP, OPERATIONS, CheckedVectorRunner.LONGEST, () -> vector.runs * bytesOfRun),
            () -> isPrimed,
            () -> forgotten++);

    @Test
    void vector_code_that_makes_no_objects_is_used_after_a_short_trial() {
        int runs = Math.toIntExact(Trial.SHORT / OPERATIONS * CheckedVectorRunner.SHARE);
        run(runs);
        assertThat(checked.backend()).isEqualTo(KernelBackend.VECTOR);
        long before = vector.runs;
        run(100);
        assertThat(vector.runs - before).isEqualTo(100);
    }

    @Test
    void while_every_vector_is_an_object_scalar_code_does_seven_runs_of_eight() {
        bytesOfRun = 100 * OPERATIONS;
        run(80);
        assertThat(vector.runs).isEqualTo(10);
        assertThat(scalar.runs).isEqualTo(70);
        assertThat(checked.backend()).isEqualTo(KernelBackend.SCALAR);
    }

    @Test
    void vector_code_that_is_compiled_late_is_not_given_up() {
        bytesOfRun = 100 * OPERATIONS;
        run(10_000);
        bytesOfRun = 0;
        vector.runs = 0;
        run(100);
        assertThat(checked.backend()).isEqualTo(KernelBackend.VECTOR);
    }

    @Test
    void vector_code_of_which_some_vectors_stay_objects_is_given_up_for_good_and_forgotten_once() {
        bytesOfRun = 10 * OPERATIONS;
        run(Math.toIntExact(CheckedVectorRunner.LONGEST / OPERATIONS + 2) * CheckedVectorRunner.SHARE);
        long before = vector.runs;
        bytesOfRun = 0;
        run(100);
        assertThat(vector.runs).isEqualTo(before);
        assertThat(forgotten).isEqualTo(1);
        assertThat(checked.backend()).isEqualTo(KernelBackend.SCALAR);
    }

    @Test
    void nothing_is_tried_before_the_virtual_machine_is_primed() {
        isPrimed = false;
        run(100);
        assertThat(vector.runs).isZero();
        assertThat(scalar.runs).isEqualTo(100);
        isPrimed = true;
        run(100);
        assertThat(checked.backend()).isEqualTo(KernelBackend.VECTOR);
    }

    @Test
    void less_than_a_group_is_never_tried() {
        for (int k = 0; k < 100; k++) {
            checked.run(lanes, 0, GROUP - 1);
        }
        assertThat(vector.runs).isZero();
        assertThat(scalar.runs).isEqualTo(100);
    }

    private void run(int times) {
        for (int k = 0; k < times; k++) {
            checked.run(lanes, 0, GROUP);
        }
    }

    private static final class Counter implements ProgramRunner {
        private final KernelBackend backend;
        private long runs;

        Counter(KernelBackend backend) {
            this.backend = backend;
        }

        @Override
        public void run(Lanes ofBatch, int first, int last) {
            runs++;
        }

        @Override
        public KernelBackend backend() {
            return backend;
        }
    }
}
