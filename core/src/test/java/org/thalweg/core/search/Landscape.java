package org.thalweg.core.search;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongToIntFunction;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.random.Draws;

/** A search whose starts fall into basins of known probability, and what it has seen of them. */
final class Landscape {
    private static final int PROBES = 4096;

    private final double[] masses;
    private final LongToIntFunction basinOfStart;
    private final long[] hits;
    private long drawn;
    private long lastNew;

    private Landscape(double[] masses, LongToIntFunction basinOfStart) {
        this.masses = masses;
        this.basinOfStart = basinOfStart;
        hits = new long[masses.length];
    }

    /** Independent starts into basins without a shape. */
    static Landscape ofMasses(Basins basins, Draws draws) {
        double[] masses = basins.masses(draws.stream(1));
        Draws starts = draws.stream(2);
        double[] upTo = masses.clone();
        Arrays.parallelPrefix(upTo, Double::sum);
        return new Landscape(masses, index -> {
            int found = Arrays.binarySearch(upTo, starts.unit(index));
            return Math.min(found < 0 ? -found - 1 : found, masses.length - 1);
        });
    }

    /** A sampler's starts into the cells of random centres in the unit cube; their volumes are measured by probing. */
    static Landscape ofCells(int dimension, int cells, StartSampler sampler, Draws draws) {
        Cells of = new Cells(dimension, cells, draws.stream(3));
        double[] masses = new double[cells];
        StartSampler probes = new UniformSampler(draws.bits(4));
        for (int i = 0; i < PROBES; i++) {
            masses[of.cellOf(probes, i)] += 1.0 / PROBES;
        }
        return new Landscape(masses, index -> of.cellOf(sampler, index));
    }

    void draw(int count) {
        for (int i = 0; i < count; i++) {
            if (hits[basinOfStart.applyAsInt(drawn++)]++ == 0) {
                lastNew = drawn;
            }
        }
    }

    long drawn() {
        return drawn;
    }

    long sinceLastNew() {
        return drawn - lastNew;
    }

    /** The probability that a fresh start finds a new minimum. */
    double unseenMass() {
        double mass = 0;
        for (int i = 0; i < hits.length; i++) {
            mass += hits[i] == 0 ? masses[i] : 0;
        }
        return mass;
    }

    List<Long> hits() {
        return Arrays.stream(hits).filter(count -> count > 0).boxed().toList();
    }

    /** x belongs to the centre c with the least |x − c|² − w; the weights w make large cells and small ones. */
    private static final class Cells {
        private final double[][] centres;
        private final double[] weights;
        private final double[] point;
        private final Bounds cube;

        Cells(int dimension, int cells, Draws draws) {
            centres = new double[cells][dimension];
            weights = new double[cells];
            for (int c = 0; c < cells; c++) {
                for (int j = 0; j < dimension; j++) {
                    centres[c][j] = draws.stream(c).unit(j);
                }
                double unit = draws.stream(c).unit(dimension);
                weights[c] = 0.03 * dimension * unit * unit;
            }
            point = new double[dimension];
            cube = Bounds.cube(dimension, 0, 1);
        }

        int cellOf(StartSampler sampler, long index) {
            sampler.sample(index, cube, point);
            int nearest = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < centres.length; c++) {
                double distance = -weights[c];
                for (int j = 0; j < point.length; j++) {
                    double difference = point[j] - centres[c][j];
                    distance += difference * difference;
                }
                if (distance < least) {
                    least = distance;
                    nearest = c;
                }
            }
            return nearest;
        }
    }
}
