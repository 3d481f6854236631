package org.thalweg.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentCodeTest {
    private int loads;

    private LaneCode load(byte[] classFile) {
        loads++;
        return new LaneCode() {
            @Override
            public void run(ProgramRunner.Lanes lanes, double[] scratch, int[] rare, int from, int to) {
                throw new AssertionError("only its identity matters");
            }
        };
    }

    @Test
    void equal_class_files_are_one_code() {
        RecentCode recent = new RecentCode(100);
        LaneCode code = recent.get(new byte[] {1, 2}, this::load);
        assertThat(recent.get(new byte[] {1, 2}, this::load)).isSameAs(code);
        assertThat(recent.get(new byte[] {1, 3}, this::load)).isNotSameAs(code);
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void code_that_is_forgotten_is_loaded_anew_once() {
        RecentCode recent = new RecentCode(100);
        LaneCode bad = recent.get(file(1, 60), this::load);
        recent.forget(file(1, 60), bad);
        LaneCode good = recent.get(file(1, 60), this::load);
        assertThat(good).isNotSameAs(bad);
        recent.forget(file(1, 60), bad);
        assertThat(recent.get(file(1, 60), this::load)).isSameAs(good);
        recent.get(file(2, 40), this::load);
        assertThat(recent.get(file(1, 60), this::load)).isSameAs(good);
    }

    @Test
    void what_was_used_longest_ago_goes_first() {
        RecentCode recent = new RecentCode(100);
        LaneCode often = recent.get(file(1, 40), this::load);
        LaneCode once = recent.get(file(2, 40), this::load);
        assertThat(recent.get(file(1, 40), this::load)).isSameAs(often);
        recent.get(file(3, 40), this::load);
        assertThat(recent.get(file(1, 40), this::load)).isSameAs(often);
        assertThat(recent.get(file(2, 40), this::load)).isNotSameAs(once);
    }

    @Test
    void what_is_larger_than_all_that_is_kept_is_not_kept_and_drops_nothing() {
        RecentCode recent = new RecentCode(100);
        LaneCode small = recent.get(file(2, 40), this::load);
        LaneCode large = recent.get(file(1, 101), this::load);
        assertThat(recent.get(file(1, 101), this::load)).isNotSameAs(large);
        assertThat(recent.get(file(2, 40), this::load)).isSameAs(small);
    }

    private static byte[] file(int first, int length) {
        byte[] bytes = new byte[length];
        bytes[0] = (byte) first;
        return bytes;
    }
}
