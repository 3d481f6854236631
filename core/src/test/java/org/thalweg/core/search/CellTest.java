package org.thalweg.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thalweg.core.search.Points.minimum;
import static org.thalweg.core.search.Points.point;
import static org.thalweg.core.search.Points.valley;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CellTest {
    private static Cell cell(StationaryPoint point) {
        return Cell.of(point, Distinctness.standard());
    }

    @Test
    void points_within_a_cells_width_have_one_cell_and_others_do_not() {
        Cell cell = cell(minimum(1, 0, 2));
        assertThat(cell(minimum(1 + 1e-12, 1e-9, 2 - 1e-9))).isEqualTo(cell);
        assertThat(cell(minimum(1, 2e-5, 2))).isNotEqualTo(cell);
        assertThat(cell(minimum(1, 2, 0))).isNotEqualTo(cell);
        assertThat(cell(minimum(1.1, 0, 2))).isNotEqualTo(cell);
    }

    /** Equally low and in one place, still they are of kinds that are counted apart. */
    @Test
    void kinds_of_points_have_cells_of_their_own() {
        StationaryPoint isolated = new StationaryPoint(
                new double[] {0}, 1, StationaryPoint.OPEN, 0, 0, Kind.DEGENERATE_MINIMUM, 1, true, new int[0], true);
        Set<Cell> cells = new HashSet<>(
                Set.of(cell(minimum(1, 0)), cell(point(Kind.SADDLE, 0, 1, 0)), cell(valley(1, 1, 0)), cell(isolated)));
        assertThat(cells).hasSize(4);
        assertThat(cell(minimum(1, 0)).isMinimum()).isTrue();
        assertThat(cell(point(Kind.SADDLE, 0, 1, 0)).isMinimum()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void values_tell_apart_whole_valleys_and_plateaus_or_what_the_user_says(Distinctness.By by) {
        Distinctness distinctness = new Distinctness(by, 1e-5, 1e-8);
        assertThat(Cell.of(minimum(1, 0), distinctness).isByValue()).isEqualTo(by == Distinctness.By.VALUE);
        assertThat(Cell.of(valley(1, 1, 0), distinctness).isByValue()).isEqualTo(by != Distinctness.By.POINT);
        assertThat(Cell.of(point(Kind.PLATEAU, 0, 1, 0), distinctness).isByValue())
                .isTrue();
    }

    /** Of equally low cells those with the least marks are kept, and these must lie anywhere. */
    @Test
    void marks_of_a_lattice_of_points_all_differ_and_are_in_no_order() {
        int side = 300;
        Set<Long> marks = new HashSet<>();
        int[] negative = new int[2];
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                long mark = cell(minimum(1, i, j)).mark();
                marks.add(mark);
                negative[2 * i / side] += mark < 0 ? 1 : 0;
            }
        }
        assertThat(marks).hasSize(side * side).doesNotContain(0L);
        int half = side * side / 4;
        assertThat(negative[0]).isBetween(half - 600, half + 600);
        assertThat(negative[1]).isBetween(half - 600, half + 600);
    }
}
