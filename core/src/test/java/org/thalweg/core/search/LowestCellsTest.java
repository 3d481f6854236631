package org.thalweg.core.search;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.thalweg.core.search.Points.converged;
import static org.thalweg.core.search.Points.minimum;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LowestCellsTest {
    private static final int CAPACITY = 50;

    /** Of a hundred values many cells tie; of one all do. */
    @ParameterizedTest(name = "seed {0}, {1} values")
    @CsvSource({"1, 1000000", "2, 1000000", "3, 100", "4, 100", "5, 1"})
    void so_many_cells_as_an_archive_keeps_lie_at_or_below_the_rim_and_no_more_than_it_bears(long seed, int values) {
        Random random = new Random(seed);
        MinimaArchive like = new MinimaArchive(Distinctness.standard(), CAPACITY);
        LowestCells lowest = like.lowestCells();
        TreeSet<Cell> all = new TreeSet<>();
        assertThat(lowest.rim()).isNull();
        for (int range = 0; range < 200; range++) {
            MinimaArchive part = new MinimaArchive(Distinctness.standard(), CAPACITY);
            part.goWith(lowest);
            for (int i = random.nextInt(30); i >= 0; i--) {
                StationaryPoint met = minimum(random.nextInt(values), random.nextInt(2_000));
                part.add(converged(i, met));
                all.add(Cell.of(met, Distinctness.standard()));
            }

            Cell rim = lowest.rim();
            if (all.size() > CAPACITY + CAPACITY / 4) {
                Cell exact = all.stream().skip(CAPACITY - 1).findFirst().orElseThrow();
                assertThat(requireNonNull(rim)).isGreaterThanOrEqualTo(exact);
            }
            if (rim != null) {
                assertThat(all.stream().filter(cell -> cell.compareTo(rim) <= 0).count())
                        .isBetween((long) CAPACITY, (long) CAPACITY + CAPACITY / 4);
            }
        }
    }

    @Test
    void an_archive_lets_go_of_what_lies_above_a_rim_that_fell() {
        MinimaArchive part = new MinimaArchive(Distinctness.standard(), CAPACITY);
        MinimaArchive lower = new MinimaArchive(Distinctness.standard(), CAPACITY);
        for (int i = 0; i < 20; i++) {
            part.add(converged(i, minimum(1_000 + i, i)));
        }
        for (int i = 0; i < 2 * CAPACITY; i++) {
            lower.add(converged(100 + i, minimum(i, i)));
        }
        LowestCells lowest = part.lowestCells();
        lower.goWith(lowest);
        lower.goWith(lowest);
        assertThat(lowest.rim()).isNull(); // it was pruned to its capacity, and is counted once

        part.goWith(lowest);
        for (int i = 0; i < CAPACITY / 2; i++) {
            lower.add(converged(300 + i, minimum(0.5 + i, i)));
        }
        assertThat(part.hasOverflowed()).isTrue();
        assertThat(part.cells()).isZero();
    }

    @Test
    void of_two_capacities_the_smaller_counts() {
        MinimaArchive large = new MinimaArchive(Distinctness.standard(), CAPACITY);
        large.goWith(new MinimaArchive(Distinctness.standard(), CAPACITY - 1).lowestCells());
        assertThat(large.capacity()).isEqualTo(CAPACITY - 1);
    }
}
