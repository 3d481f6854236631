package org.thalweg.core.run;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.DifferentiableObjective;
import org.thalweg.core.objective.Objective;
import org.thalweg.core.objective.TwiceDifferentiableObjective;
import org.thalweg.core.search.DescentBatch;
import org.thalweg.core.search.DescentPlan;
import org.thalweg.core.search.FinishedDescent;
import org.thalweg.core.stopping.Outcome;

/**
 * The way that one descent of a search took: its start, then every evaluated point that was lower than all before, where it
 * ended last.
 *
 * <p>What becomes of a descent depends on its start alone, so the way is found by making the descent again, anywhere and at
 * any time. The search that is watched does no work for it and knows nothing of it.
 *
 * @param start the start index
 * @param points n coordinates each
 * @param values the user's objective at the points
 * @param converged whether the descent converged
 */
public record DescentPath(long start, List<double[]> points, List<Double> values, boolean converged) {

    public DescentPath {
        points = List.copyOf(points);
        values = List.copyOf(values);
    }

    /**
     * Makes the descent of a start again.
     *
     * @param evaluations how many it may take, about; beyond that the path ends where the descent is then
     * @param longest how many points the path has at most, at least 2; of more the first and the last are kept, and points
     *     evenly between them
     */
    public static DescentPath replay(SearchSpecification specification, long start, long evaluations, int longest) {
        if (longest < 2) {
            throw new IllegalArgumentException("longest (%d) must be at least 2".formatted(longest));
        }
        Track track = new Track();
        DescentPlan descents = specification.descents();
        Bounds bounds = specification.problem().bounds();
        Objective objective = specification.minimized();
        DescentBatch batch = new DescentBatch(followed(objective, track), bounds, descents, 1);
        List<FinishedDescent> finished = new ArrayList<>();
        double[] x0 = specification.starts().point(start);
        track.add(x0, objective.value(x0)); // what is evaluated first may be a point beside it, for a difference
        batch.begin(start, x0);
        long spent = 0;
        while (finished.isEmpty() && spent < evaluations) {
            spent += batch.advance(evaluations - spent, finished::add);
        }
        boolean converged = false;
        for (FinishedDescent descent : finished) {
            track.end(descent.end().x(), descent.end().value());
            converged = descent.termination().outcome() == Outcome.CONVERGED;
        }
        return track.path(start, longest, specification.problem().maximize(), converged);
    }

    private static Objective followed(Objective f, Track track) {
        if (f instanceof TwiceDifferentiableObjective twice) {
            return new FollowedTwice(twice, track);
        }
        return f instanceof DifferentiableObjective differentiable
                ? new FollowedGradient(differentiable, track)
                : new FollowedValue(f, track);
    }

    /** The points so far, each lower than the one before. */
    private static final class Track implements Serializable {
        private static final long serialVersionUID = 1;

        private final ArrayList<double[]> points = new ArrayList<>();
        private final ArrayList<Double> values = new ArrayList<>();
        private double lowest = Double.NaN;

        double met(double[] x, double value) {
            if (value < lowest || (Double.isNaN(lowest) && !Double.isNaN(value))) {
                add(x, value);
            }
            return value;
        }

        void add(double[] x, double value) {
            points.add(x.clone());
            values.add(value);
            lowest = value;
        }

        /** What was met beyond the end was only looked at, to judge it. */
        void end(double[] x, double value) {
            for (int last = points.size() - 1; last > 0 && values.get(last) < value; last--) {
                points.remove(last);
                values.remove(last);
            }
            add(x, value);
        }

        DescentPath path(long start, int longest, boolean negate, boolean converged) {
            int size = points.size();
            int kept = Math.min(size, longest);
            List<double[]> somePoints = new ArrayList<>();
            List<Double> someValues = new ArrayList<>();
            for (int i = 0; i < kept; i++) {
                int at = kept == size ? i : (int) ((long) i * (size - 1) / (kept - 1));
                somePoints.add(points.get(at));
                someValues.add(negate ? -values.get(at) : values.get(at));
            }
            return new DescentPath(start, somePoints, someValues, converged);
        }
    }

    private record FollowedValue(Objective f, Track track) implements Objective {
        @Override
        public int dimension() {
            return f.dimension();
        }

        @Override
        public double value(double[] x) {
            return track.met(x, f.value(x));
        }
    }

    private record FollowedGradient(DifferentiableObjective f, Track track) implements DifferentiableObjective {
        @Override
        public int dimension() {
            return f.dimension();
        }

        @Override
        public double value(double[] x) {
            return track.met(x, f.value(x));
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            return track.met(x, f.valueAndGradient(x, gradient));
        }
    }

    private record FollowedTwice(TwiceDifferentiableObjective f, Track track) implements TwiceDifferentiableObjective {
        @Override
        public int dimension() {
            return f.dimension();
        }

        @Override
        public double value(double[] x) {
            return track.met(x, f.value(x));
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            return track.met(x, f.valueAndGradient(x, gradient));
        }

        @Override
        public double valueGradientAndHessian(double[] x, double[] gradient, double[] hessian) {
            return track.met(x, f.valueGradientAndHessian(x, gradient, hessian));
        }
    }
}
