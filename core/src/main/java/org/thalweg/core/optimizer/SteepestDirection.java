package org.thalweg.core.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.thalweg.core.linesearch.ProjectedPath;

/** The direction of {@link SteepestDescent}: −∇f; it remembers how long a step the last one suggests. */
final class SteepestDirection implements Direction {

    /** How many iterates the highest value is taken over. */
    private static final int WINDOW = 10;

    private double scale = 1;
    private boolean fresh = true;
    /** The values of the last iterates, a ring. */
    private final double[] values = new double[WINDOW];

    private int count;
    /** The highest of them. */
    private double highest = Double.NEGATIVE_INFINITY;

    SteepestDirection() {
        Arrays.fill(values, Double.NEGATIVE_INFINITY);
    }

    @Override
    public void forget(double newScale) {
        scale = newScale;
        fresh = true;
        Arrays.fill(values, Double.NEGATIVE_INFINITY);
        highest = Double.NEGATIVE_INFINITY;
    }

    @Override
    public void restart() {
        forget(scale);
    }

    @Override
    public boolean isFresh() {
        return fresh;
    }

    @Override
    public boolean learn(double[] x, double[] g, double[] xNew, double[] gNew) {
        double ss = 0;
        double sy = 0;
        for (int i = 0; i < x.length; i++) {
            double s = xNew[i] - x[i];
            ss = Math.fma(s, s, ss);
            sy = Math.fma(s, gNew[i] - g[i], sy);
        }
        double next = ss / sy;
        if (isCurved(next)) {
            learn(next);
        }
        return isCurved(next);
    }

    /** Whether sᵀs/sᵀy of a step tells of positive curvature. */
    static boolean isCurved(double next) {
        return next > 0 && next < Double.POSITIVE_INFINITY;
    }

    /** Learns a step with positive curvature, of which sᵀs/sᵀy is given. */
    void learn(double next) {
        scale = next;
        fresh = false;
    }

    @Override
    public void point(ProjectedPath path, double[] x, double[] g, double[] d) {
        for (int i = 0; i < d.length; i++) {
            d[i] = -g[i] + 0.0; // a zero is positive, as it is after a bound has stopped a coordinate
        }
        path.stopAtBounds(x, d);
    }

    @Override
    public double firstStep(double slope) {
        return scale;
    }

    @Override
    public double reference(double value) {
        double before = values[count];
        values[count] = value;
        count = count + 1 == WINDOW ? 0 : count + 1;
        if (value > highest) {
            highest = value;
        } else if (value == highest || before == highest) {
            highest = highest();
        }
        return highest;
    }

    private double highest() {
        double most = Double.NEGATIVE_INFINITY;
        for (double each : values) {
            most = Math.max(most, each);
        }
        return most;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeDouble(scale);
        out.writeBoolean(fresh);
        ArrayCodec.write(values, out);
        out.writeInt(count);
    }

    static SteepestDirection read(DataInput in) throws IOException {
        SteepestDirection direction = new SteepestDirection();
        direction.scale = in.readDouble();
        direction.fresh = in.readBoolean();
        ArrayCodec.read(direction.values, in);
        direction.count = in.readInt();
        direction.highest = direction.highest();
        return direction;
    }
}
