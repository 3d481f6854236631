package org.thalweg.core.search;

import java.util.Arrays;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.random.Draws;

/**
 * Goes downhill by values alone: polls both senses of the axes of a frame, goes on the way that f falls in doubled steps,
 * and shortens the step to a quarter where no axis leads down.
 *
 * <p>It polishes a point near a kink, where gradients point across the valley. Frames alternate between the coordinates
 * and their reflections at random planes, the same in every run. At most {@code 400 + 60·n} evaluations.
 */
final class Compass {
    private static final double FIRST = 0x1p-8;
    private static final double LAST = 0x1p-50;
    private static final int FRAMES = 3;
    private static final Draws DRAWS = Draws.seeded(0x636f6d70617373L);

    private final Oracle oracle;
    private final Bounds bounds;
    private final long limit;
    private double[] x;
    private double value;
    private long frames;

    private Compass(Oracle oracle, Site start) {
        this.oracle = oracle;
        this.bounds = oracle.bounds();
        this.x = start.x();
        this.value = start.value();
        this.limit = oracle.evaluations() + 400 + 60L * x.length;
    }

    /** The lowest point that it gets to. */
    static Site polish(Oracle oracle, Site start) {
        Compass compass = new Compass(oracle, start);
        double length = FIRST;
        while (length >= LAST && oracle.evaluations() < compass.limit) {
            boolean lower = false;
            for (int frame = 0; frame < FRAMES && !lower; frame++) {
                lower = compass.poll(length, frame == 0);
            }
            if (!lower) {
                length /= 4;
            }
        }
        return Site.at(oracle, compass.x).roundedOff(oracle);
    }

    /** Polls the axes of a frame once. */
    private boolean poll(double length, boolean coordinates) {
        int n = x.length;
        double[] mirror = coordinates ? new double[n] : mirror();
        boolean lower = false;
        for (int axis = 0; axis < n && oracle.evaluations() < limit; axis++) {
            double[] direction = new double[n];
            Vectors.axpy(-2 * mirror[axis], mirror, direction);
            direction[axis] += 1;
            for (int sense = -1; sense <= 1; sense += 2) {
                lower |= go(direction, sense * length);
            }
        }
        return lower;
    }

    /** A random unit vector. */
    private double[] mirror() {
        Draws draws = DRAWS.stream(frames++);
        double[] mirror = new double[x.length];
        for (int i = 0; i < mirror.length; i++) {
            mirror[i] = 2 * draws.unit(i) - 1;
        }
        double norm = Vectors.norm(mirror);
        for (int i = 0; i < mirror.length; i++) {
            mirror[i] /= norm;
        }
        return mirror;
    }

    /** Steps along a direction, twice as far each time, while f falls. */
    private boolean go(double[] direction, double length) {
        boolean lower = false;
        double step = length;
        while (oracle.evaluations() < limit) {
            double[] trial = x.clone();
            for (int i = 0; i < trial.length; i++) {
                double scale = Math.min(Site.scale(x, i, bounds), 1e300);
                trial[i] = bounds.clamp(i, x[i] + step * scale * direction[i]);
            }
            double f = Arrays.equals(trial, x) ? Double.NaN : oracle.value(trial);
            if (!(f < value)) {
                break;
            }
            x = trial;
            value = f;
            lower = true;
            step *= 2;
        }
        return lower;
    }
}
