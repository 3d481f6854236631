package org.thalweg.core.optimizer;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.Termination;

/** How far the descents on lanes are: the numbers of lane i at {@code [i]}. */
final class LaneProgress {
    private static final int WIDTH = DescentLanes.WIDTH;

    final double[] value = new double[WIDTH];
    final double[] gradientNorm = new double[WIDTH];
    final double[] stepNorm = new double[WIDTH];
    final long[] iterations = new long[WIDTH];
    final long[] evaluations = new long[WIDTH];
    final @Nullable Termination[] terminations = new @Nullable Termination[WIDTH];

    /** A view of each lane. */
    Progress[] views(IntPredicate atIterate) {
        Progress[] views = new Progress[WIDTH];
        for (int lane = 0; lane < WIDTH; lane++) {
            views[lane] = new View(this, lane, atIterate);
        }
        return views;
    }

    private record View(LaneProgress all, int lane, IntPredicate atIterateOf) implements Progress {
        @Override
        public long iterations() {
            return all.iterations[lane];
        }

        @Override
        public long evaluations() {
            return all.evaluations[lane];
        }

        @Override
        public double value() {
            return all.value[lane];
        }

        @Override
        public double gradientNorm() {
            return all.gradientNorm[lane];
        }

        @Override
        public double stepNorm() {
            return all.stepNorm[lane];
        }

        @Override
        public boolean atIterate() {
            return atIterateOf.test(lane);
        }

        @Override
        public @Nullable Termination termination() {
            return all.terminations[lane];
        }
    }
}
