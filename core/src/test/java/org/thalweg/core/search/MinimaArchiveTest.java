package org.thalweg.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.thalweg.core.search.Points.converged;
import static org.thalweg.core.search.Points.minimum;
import static org.thalweg.core.search.Points.point;
import static org.thalweg.core.search.Points.valley;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinimaArchiveTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void however_descents_arrive_and_are_shared_out_the_bytes_are_the_same(long seed) {
        Random random = new Random(seed);
        List<FinishedDescent> descents = manyDescents(random, 600);
        byte[] expected = bytes(archiveOf(descents, 40));
        for (int trial = 0; trial < 20; trial++) {
            Collections.shuffle(descents, random);
            assertThat(bytes(mergedInAnyShape(descents, random))).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void an_archive_that_is_read_and_written_while_it_grows_ends_with_the_same_bytes(long seed) {
        Random random = new Random(seed);
        List<FinishedDescent> descents = manyDescents(random, 600);
        byte[] expected = bytes(archiveOf(descents, 40));
        Collections.shuffle(descents, random);
        MinimaArchive archive = new MinimaArchive(Distinctness.standard(), 40);
        for (int i = 0; i < descents.size(); i++) {
            archive.add(descents.get(i));
            if (random.nextInt(20) == 0) {
                assertThat(archive.distinct()).isEqualTo(copy(archive).distinct());
                assertThat(bytes(archive)).isEqualTo(bytes(copy(archive)));
            }
        }
        assertThat(bytes(archive)).isEqualTo(expected);
    }

    @Test
    void what_is_kept_beyond_the_capacity_has_exact_counts() {
        Random random = new Random(11);
        List<FinishedDescent> descents = new ArrayList<>();
        for (int start = 0; start < 500; start++) {
            int k = random.nextInt(100);
            descents.add(converged(start, minimum(0.25 * k, k)));
        }
        List<FoundPoint> all = archiveOf(descents, 10_000).distinct().minima();
        MinimaArchive small = archiveOf(descents, 40);
        assertThat(small.hasOverflowed()).isTrue();
        assertThat(small.distinct().minima()).hasSize(40).isEqualTo(all.subList(0, 40));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void archives_that_go_with_others_drop_early_what_would_be_dropped_late(long seed) {
        Random random = new Random(seed);
        List<FinishedDescent> descents = manyDescents(random, 2_000);
        byte[] expected = bytes(archiveOf(descents, 20));
        for (int trial = 0; trial < 20; trial++) {
            Collections.shuffle(descents, random);
            MinimaArchive whole = new MinimaArchive(Distinctness.standard(), 20);
            LowestCells together = whole.lowestCells();
            List<MinimaArchive> parts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                parts.add(new MinimaArchive(Distinctness.standard(), 20));
                parts.get(i).goWith(together);
            }
            for (FinishedDescent descent : descents) {
                int i = random.nextInt(parts.size());
                parts.get(i).add(descent);
                switch (random.nextInt(200)) {
                    case 0 -> { // given away
                        whole.merge(parts.set(i, new MinimaArchive(Distinctness.standard(), 20)));
                        parts.get(i).goWith(together);
                    }
                    case 1 -> { // written, and read by one who knows of no others
                        parts.set(i, copy(parts.get(i)));
                        parts.get(i).goWith(whole.lowestCells());
                    }
                    default -> {}
                }
            }
            parts.forEach(whole::merge);
            assertThat(bytes(whole)).isEqualTo(expected);
        }
    }

    @Test
    void an_archive_is_the_sum_of_its_parts_in_any_order() {
        List<FinishedDescent> descents = manyDescents(new Random(5), 600);
        for (int capacity : new int[] {40, 10_000}) {
            MinimaArchive whole = archiveOf(descents, capacity);
            for (int most : new int[] {1, 7, 39, 40, 1_000}) {
                List<MinimaArchive> parts = new ArrayList<>(whole.parts(most));
                assertThat(parts).isNotEmpty().allMatch(part -> part.cells() <= most);
                Collections.reverse(parts);
                MinimaArchive sum = archiveOf(List.of(), capacity);
                parts.forEach(sum::merge);
                assertThat(bytes(sum)).isEqualTo(bytes(whole));
            }
        }
        assertThat(archiveOf(List.of(), 10).parts(1)).hasSize(1);
    }

    @Test
    void what_was_found_once_is_found_anew_when_more_is_added() {
        List<FinishedDescent> descents = manyDescents(new Random(6), 600);
        MinimaArchive archive = archiveOf(descents.subList(0, 300), 40);
        assertThat(archive.distinct()).isEqualTo(archive.distinct());
        descents.subList(300, 600).forEach(archive::add);
        MinimaArchive fresh = archiveOf(descents, 40);
        assertThat(archive.distinct()).isEqualTo(fresh.distinct());
        assertThat(archive.sightings()).isEqualTo(fresh.sightings());
    }

    @Test
    void points_that_agree_are_one_even_across_a_border_between_cells() {
        double border = 0.5 * 1e-5 / Cell.REFINEMENT;
        MinimaArchive archive = archiveOf(
                List.of(
                        converged(0, minimum(1.0, 3 * border - 1e-9, 2.0)),
                        converged(1, minimum(1.0 - 1e-15, 3 * border + 1e-9, 2.0))),
                100);
        assertThat(archive.distinct().minima()).singleElement().satisfies(found -> {
            assertThat(found.hits()).isEqualTo(2);
            assertThat(found.start()).isEqualTo(1);
        });
    }

    @Test
    void any_two_points_within_the_tolerance_are_one() {
        Random random = new Random(5);
        for (int trial = 0; trial < 1_000; trial++) {
            double x = Math.scalb(random.nextDouble() - 0.5, random.nextInt(20) - 6);
            double y = x + (random.nextDouble() * 2 - 1) * 1e-5 * Math.max(1, Math.abs(x));
            MinimaArchive archive = archiveOf(List.of(converged(0, minimum(0, x)), converged(1, minimum(0, y))), 100);
            assertThat(archive.distinct().minima())
                    .as("%s and %s, trial %d", x, y, trial)
                    .hasSize(1);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void points_on_a_crowded_lattice_are_joined_as_if_every_pair_were_compared(long seed) {
        Random random = new Random(seed);
        List<FinishedDescent> descents = new ArrayList<>();
        List<double[]> points = new ArrayList<>();
        for (int start = 0; start < 400; start++) {
            double[] x = new double[3];
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextInt(4) * 50 - 75 + random.nextInt(12) * 0.4e-5 * (1 + random.nextInt(3) * 25);
            }
            points.add(x);
            descents.add(converged(start, minimum(0.25, x)));
        }
        List<Integer> joined = joinedByAllPairs(points);
        assertThat(archiveOf(descents, 10_000).distinct().minima())
                .extracting(found -> joined.get((int) found.start()), found -> (int) found.hits())
                .containsExactlyInAnyOrderElementsOf(joined.stream()
                        .distinct()
                        .map(root -> Tuple.tuple(root, Collections.frequency(joined, root)))
                        .toList());
    }

    /** The lowest index that each point hangs together with. */
    private static List<Integer> joinedByAllPairs(List<double[]> points) {
        List<Integer> roots = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            roots.add(i);
        }
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int i = 0; i < points.size(); i++) {
                for (int j = 0; j < i; j++) {
                    int lower = Math.min(roots.get(i), roots.get(j));
                    if (!roots.get(i).equals(roots.get(j)) && areOne(points.get(i), points.get(j))) {
                        roots.set(i, lower);
                        roots.set(j, lower);
                        changed = true;
                    }
                }
            }
        }
        return roots;
    }

    private static boolean areOne(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            double scale = Math.max(1, Math.max(Math.abs(x[i]), Math.abs(y[i])));
            if (Math.abs(x[i] - y[i]) > (1 + 2.0 / Cell.REFINEMENT) * 1e-5 * scale) {
                return false;
            }
        }
        return true;
    }

    @Test
    void symmetric_minima_of_equal_value_stay_apart() {
        MinimaArchive archive = archiveOf(
                List.of(
                        converged(0, minimum(0, 3, 2)),
                        converged(1, minimum(0, -2.805118, 3.131312)),
                        converged(2, minimum(0, -3.779310, -3.283186)),
                        converged(3, minimum(0, 3.584428, -1.848126))),
                100);
        assertThat(archive.distinct().minima())
                .hasSize(4)
                .extracting(FoundPoint::start)
                .containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void minima_with_flat_directions_are_one_where_their_values_agree() {
        MinimaArchive archive = archiveOf(
                List.of(
                        converged(0, valley(1, 1e-12, 1, 0)),
                        converged(1, valley(1, 0, 0, 1)),
                        converged(2, valley(1, 0.5, 0, 1))),
                100);
        assertThat(archive.distinct().minima()).extracting(FoundPoint::hits).containsExactly(2L, 1L);
    }

    @Test
    void a_degenerate_point_of_a_valley_belongs_to_it_though_it_was_told_by_its_place() {
        List<FinishedDescent> descents = new ArrayList<>(List.of(
                converged(0, valley(1, 2e-12, 1, 0)),
                converged(1, isolated(1e-12, 5, 5)),
                converged(2, isolated(0.5, 9, 9)),
                converged(3, minimum(0, 7, 7))));
        for (int order = 0; order < 4; order++) {
            Collections.rotate(descents, 1);
            assertThat(archiveOf(descents, 100).distinct().minima())
                    .extracting(FoundPoint::hits)
                    .containsExactly(1L, 2L, 1L);
        }
    }

    private static StationaryPoint isolated(double value, double... x) {
        return new StationaryPoint(
                x, value, new double[x.length], 0, 0, Kind.DEGENERATE_MINIMUM, 1, true, new int[0], true);
    }

    @Test
    void values_decide_alone_or_not_at_all_where_the_user_says_so() {
        List<FinishedDescent> descents =
                List.of(converged(0, minimum(0, 1)), converged(1, minimum(0, -1)), converged(2, valley(1, 0, 7)));
        assertThat(archiveOf(descents, new Distinctness(Distinctness.By.VALUE, 1e-5, 1e-8), 9)
                        .distinct()
                        .minima())
                .hasSize(1);
        assertThat(archiveOf(descents, new Distinctness(Distinctness.By.POINT, 1e-5, 1e-8), 9)
                        .distinct()
                        .minima())
                .hasSize(3);
    }

    @Test
    void negative_zero_is_zero() {
        MinimaArchive archive =
                archiveOf(List.of(converged(0, minimum(-0.0, -0.0)), converged(1, minimum(0.0, 0.0))), 100);
        assertThat(archive.distinct().minima()).singleElement().satisfies(found -> {
            assertThat(found.hits()).isEqualTo(2);
            assertThat(Double.doubleToRawLongBits(found.point().x()[0])).isZero();
            assertThat(Double.doubleToRawLongBits(found.point().value())).isZero();
        });
    }

    @Test
    void hits_and_escapes_of_other_stationary_points_are_counted_apart_from_minima() {
        StationaryPoint inflection = point(Kind.INFLECTION, 1, 0.7, 0);
        MinimaArchive archive = archiveOf(
                List.of(converged(0, minimum(0.6, -0.75), inflection), converged(1, minimum(0.6, -0.75))), 100);
        assertThat(archive.distinct().minima())
                .singleElement()
                .extracting(FoundPoint::hits)
                .isEqualTo(2L);
        assertThat(archive.distinct().stationary()).singleElement().satisfies(found -> {
            assertThat(found.hits()).isZero();
            assertThat(found.escapes()).isEqualTo(1);
        });
    }

    @Test
    void of_two_capacities_the_smaller_counts_in_whatever_order() {
        Random random = new Random(17);
        List<FinishedDescent> descents = manyDescents(random, 400);
        byte[] expected = bytes(archiveOf(descents, 15));
        MinimaArchive small = archiveOf(descents.subList(0, 200), 15);
        MinimaArchive large = archiveOf(descents.subList(200, 400), 30);
        large.merge(small);
        small.merge(archiveOf(descents.subList(200, 400), 30));
        assertThat(bytes(large)).isEqualTo(expected);
        assertThat(bytes(small)).isEqualTo(expected);
    }

    @Test
    void archives_of_other_tolerances_are_not_merged() {
        MinimaArchive archive = new MinimaArchive(Distinctness.standard(), 10);
        MinimaArchive other = new MinimaArchive(new Distinctness(Distinctness.By.AUTO, 1e-4, 1e-8), 10);
        assertThatThrownBy(() -> archive.merge(other)).hasMessageContaining("1.0E-4");
    }

    @Test
    void bytes_read_back_give_the_same_archive() {
        MinimaArchive archive = archiveOf(manyDescents(new Random(3), 200), 40);
        MinimaArchive copy = copy(archive);
        assertThat(copy).isEqualTo(archive);
        assertThat(bytes(copy)).isEqualTo(bytes(archive));
    }

    private static List<FinishedDescent> manyDescents(Random random, int count) {
        List<FinishedDescent> descents = new ArrayList<>();
        for (int start = 0; start < count; start++) {
            double x = random.nextInt(60) - 30 + 1e-6 * random.nextGaussian();
            double value = random.nextInt(5) * 0.25 + 1e-9 * random.nextInt(3);
            boolean flat = random.nextInt(4) == 0;
            StationaryPoint end = flat ? valley(1, value, x, random.nextDouble()) : minimum(value, x, -x);
            descents.add(converged(start, end, point(Kind.SADDLE, 0, value + 1, x, 0)));
        }
        return descents;
    }

    private static MinimaArchive archiveOf(List<FinishedDescent> descents, int capacity) {
        return archiveOf(descents, Distinctness.standard(), capacity);
    }

    private static MinimaArchive archiveOf(List<FinishedDescent> descents, Distinctness distinctness, int capacity) {
        MinimaArchive archive = new MinimaArchive(distinctness, capacity);
        descents.forEach(archive::add);
        return archive;
    }

    /** Cuts the list at a random place, again and again, and merges the parts in either order. */
    private static MinimaArchive mergedInAnyShape(List<FinishedDescent> descents, Random random) {
        if (descents.size() < 2 || random.nextInt(10) == 0) {
            return archiveOf(descents, 40);
        }
        int cut = random.nextInt(descents.size() + 1);
        MinimaArchive left = mergedInAnyShape(descents.subList(0, cut), random);
        MinimaArchive right = mergedInAnyShape(descents.subList(cut, descents.size()), random);
        if (random.nextBoolean()) {
            left.merge(right);
            return left;
        }
        right.merge(left);
        return right;
    }

    private static MinimaArchive copy(MinimaArchive archive) {
        try {
            return MinimaArchive.read(new DataInputStream(new ByteArrayInputStream(bytes(archive))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(MinimaArchive archive) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            archive.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }
}
