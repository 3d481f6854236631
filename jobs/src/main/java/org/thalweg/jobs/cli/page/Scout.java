package org.thalweg.jobs.cli.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.Objective;
import org.thalweg.core.run.DescentPath;
import org.thalweg.core.run.ObjectiveGrid;
import org.thalweg.core.run.SearchSpecification;

/**
 * Looks at the country that a search of one or two variables goes through, to draw it: the objective on a grid, and the ways
 * that a few descents took, which it makes again itself.
 *
 * <p>Beside the grid, and some tenths of a second at the beginning, it takes a hundredth of the time of one processor at
 * most. Its own work is counted by the processor's time, so that it is done on a busy machine too. It shares nothing with the
 * search. For one thread at a time.
 */
final class Scout {
    private static final int LONGEST_PATH = 64;
    private static final int PATHS_KEPT = 48;
    private static final int PATHS_AT_ONCE = 3;
    private static final long SHARE = 100;
    private static final long ALLOWANCE_NANOS = 200_000_000;
    private static final long PATH_NANOS = 50_000_000;
    private static final long MOST_EVALUATIONS = 20_000;
    private static final long FEWEST_EVALUATIONS = 50;
    private static final long GRID_NANOS = 400_000_000;
    private static final int[] CURVE = {1025, 129};
    private static final int[] CONTOURS = {161, 81, 33};

    private final SearchSpecification specification;
    private final LongSupplier nanoClock;
    private final LongSupplier processorNanos;
    private final Deque<DescentPath> paths = new ArrayDeque<>();
    private final long opened;
    private long spent;
    private long nextPath;
    private long lastStart = -1;
    private long evaluations;

    /**
     * @param nanoClock tells the time
     * @param processorNanos tells how long the calling thread has worked
     */
    Scout(SearchSpecification specification, LongSupplier nanoClock, LongSupplier processorNanos) {
        this.specification = specification;
        this.nanoClock = nanoClock;
        this.processorNanos = processorNanos;
        this.opened = nanoClock.getAsLong();
        this.nextPath = opened;
    }

    /** Whether there is anything to draw: a curve of one variable, or contours of two. */
    boolean isUseful() {
        return specification.problem().variables().size() <= 2;
    }

    /** The objective on a grid, as fine as some tenths of a second allow; null if they allow none. */
    @Nullable ObjectiveGrid grid() {
        Objective objective = specification.problem().objective();
        Bounds region = view();
        int[] resolutions = region.dimension() == 1 ? CURVE : CONTOURS;
        for (int resolution : resolutions) {
            long begin = processorNanos.getAsLong();
            ObjectiveGrid grid = ObjectiveGrid.of(
                    objective, region, resolution, () -> processorNanos.getAsLong() - begin < GRID_NANOS);
            if (grid != null) {
                long each = (processorNanos.getAsLong() - begin) / grid.values().length;
                evaluations = Math.min(MOST_EVALUATIONS, PATH_NANOS / Math.max(1, each));
                return grid;
            }
        }
        return null;
    }

    /** Where starts are drawn from, which lies within the bounds. */
    private Bounds view() {
        return specification.starts().region();
    }

    /**
     * The ways of a few of the latest descents, if it is time for some.
     *
     * @param finished how many starts have finished; they are begun in order
     */
    List<DescentPath> follow(long finished) {
        List<DescentPath> fresh = new ArrayList<>();
        for (int i = 0; isQuick() && i < PATHS_AT_ONCE && nanoClock.getAsLong() - nextPath >= 0; i++) {
            long start = Math.max(lastStart + 1, finished - PATHS_AT_ONCE + i);
            if (start >= finished) {
                break;
            }
            fresh.add(replay(start));
        }
        return fresh;
    }

    /** Ways of the first descents, for a search that was too short to be followed. */
    List<DescentPath> catchUp(long finished) {
        List<DescentPath> fresh = new ArrayList<>();
        long end = processorNanos.getAsLong() + GRID_NANOS;
        for (long start = 0;
                isQuick() && start < finished && paths.size() < PATHS_KEPT && processorNanos.getAsLong() - end < 0;
                start++) {
            if (start > lastStart) {
                fresh.add(replay(start));
            }
        }
        return fresh;
    }

    /** Of an objective that takes long, as the grid has shown, no descent is made again. */
    private boolean isQuick() {
        return evaluations >= FEWEST_EVALUATIONS;
    }

    private DescentPath replay(long start) {
        long before = processorNanos.getAsLong();
        DescentPath path = DescentPath.replay(specification, start, evaluations, LONGEST_PATH);
        spent += processorNanos.getAsLong() - before;
        nextPath = opened + SHARE * Math.max(0, spent - ALLOWANCE_NANOS);
        lastStart = start;
        paths.addLast(path);
        if (paths.size() > PATHS_KEPT) {
            paths.removeFirst();
        }
        return path;
    }

    /** The latest ways, in order. */
    List<DescentPath> paths() {
        return List.copyOf(paths);
    }
}
