package org.thalweg.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.Objective;

class ObjectiveGridTest {

    /** 100·x + y in the plane, 1/x on the line. */
    private record Tilt(int dimension) implements Objective {
        @Override
        public double value(double[] x) {
            return dimension == 2 ? 100 * x[0] + x[1] : 1 / x[0];
        }
    }

    @Test
    void lays_the_first_variable_along_rows_and_the_second_along_columns() {
        Bounds box = new Bounds(new double[] {0, 10}, new double[] {2, 30});

        ObjectiveGrid grid = ObjectiveGrid.of(new Tilt(2), box, 3, () -> true);

        assertThat(grid.values()).containsExactly(10, 110, 210, 20, 120, 220, 30, 130, 230);
    }

    @Test
    void keeps_what_is_not_finite_and_reaches_both_ends_of_the_box() {
        ObjectiveGrid grid = ObjectiveGrid.of(new Tilt(1), Bounds.cube(1, -2, 2), 5, () -> true);

        assertThat(grid.values()).containsExactly(-0.5, -1, Double.POSITIVE_INFINITY, 1, 0.5);
    }

    @Test
    void gives_up_when_it_is_not_to_go_on() {
        AtomicInteger left = new AtomicInteger(2);

        assertThat(ObjectiveGrid.of(new Tilt(2), Bounds.cube(2, 0, 1), 9, () -> left.getAndDecrement() > 0))
                .isNull();
    }

    @Test
    void is_for_one_or_two_variables_in_a_finite_box() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ObjectiveGrid(Bounds.cube(3, 0, 1), 2, new double[8]))
                .withMessageContaining("one or two");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ObjectiveGrid(Bounds.unbounded(1), 2, new double[2]))
                .withMessageContaining("finite");
    }
}
