package org.thalweg.core.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.thalweg.core.linesearch.ProjectedPath;

/**
 * The direction of {@link ConjugateGradient}: d = −g + c·s, s the last step.
 *
 * <p>c = yᵀg/sᵀy − 2·(yᵀy/sᵀy)·(sᵀg/sᵀy), which is β/α of Hager and Zhang, and no less than 0.4·sᵀg₋/sᵀs, g₋ the
 * gradient before the step.
 */
final class ConjugateDirection implements Direction {

    /** η of Hager and Zhang 2013, eq. 2.6. */
    private static final double LEAST = 0.4;

    private final double[] s;
    private final boolean[] held;
    private double c;
    /** Length of the first step from scratch, in units of the gradient; afterwards the fall that the last step promised. */
    private double scale = 1;

    private boolean fresh = true;

    ConjugateDirection(int n) {
        s = new double[n];
        held = new boolean[n];
    }

    @Override
    public void forget(double newScale) {
        c = 0;
        scale = newScale;
        fresh = true;
    }

    @Override
    public boolean isFresh() {
        return fresh;
    }

    @Override
    public boolean learn(double[] x, double[] g, double[] xNew, double[] gNew) {
        double sy = 0;
        double yy = 0;
        double yg = 0;
        double sg = 0;
        double ss = 0;
        double fall = 0;
        for (int i = 0; i < s.length; i++) {
            double si = xNew[i] - x[i];
            double yi = gNew[i] - g[i];
            s[i] = si;
            ss = Math.fma(si, si, ss);
            sy = Math.fma(si, yi, sy);
            yy = Math.fma(yi, yi, yy);
            yg = Math.fma(yi, gNew[i], yg);
            sg = Math.fma(si, gNew[i], sg);
            fall = Math.fma(si, g[i], fall);
        }
        double next = Math.max(yg / sy - 2 * (yy / sy) * (sg / sy), LEAST * (fall / ss));
        boolean curved = sy > 0 && Math.abs(next) < Double.POSITIVE_INFINITY && fall < 0;
        if (curved) {
            c = next;
            scale = fall;
            fresh = false;
        }
        return curved;
    }

    @Override
    public void point(ProjectedPath path, double[] x, double[] g, double[] d) {
        if (!path.straight() && holdsOthers(path, x, g)) {
            c = 0;
        }
        for (int i = 0; i < d.length; i++) {
            d[i] = held[i] ? 0 : Math.fma(c, s[i], -g[i]);
        }
        path.stopAtBounds(x, d);
    }

    /** Finds the coordinates that bounds hold against the gradient; whether they are others than before. */
    private boolean holdsOthers(ProjectedPath path, double[] x, double[] g) {
        boolean others = false;
        for (int i = 0; i < held.length; i++) {
            boolean now = path.holds(i, x[i], -g[i]);
            others |= now != held[i];
            held[i] = now;
        }
        return others;
    }

    @Override
    public double firstStep(double slope) {
        return fresh ? scale : scale / slope;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        ArrayCodec.write(s, out);
        for (boolean flag : held) {
            out.writeBoolean(flag);
        }
        out.writeDouble(c);
        out.writeDouble(scale);
        out.writeBoolean(fresh);
    }

    static ConjugateDirection read(DataInput in, int n) throws IOException {
        ConjugateDirection direction = new ConjugateDirection(n);
        ArrayCodec.read(direction.s, in);
        for (int i = 0; i < n; i++) {
            direction.held[i] = in.readBoolean();
        }
        direction.c = in.readDouble();
        direction.scale = in.readDouble();
        direction.fresh = in.readBoolean();
        return direction;
    }
}
