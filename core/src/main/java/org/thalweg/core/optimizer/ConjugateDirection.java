package org.thalweg.core.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.linesearch.ProjectedPath;

/**
 * The direction of {@link ConjugateGradient}: d = −g + c·s, s the last step, with gradients in a unit u near 1/‖g‖∞.
 *
 * <p>c = yᵀg/sᵀy − 2·(yᵀy/sᵀy)·(sᵀg/sᵀy), which is β/α of Hager and Zhang, and no less than 0.4·sᵀg₋/sᵀs, g₋ the
 * gradient before the step.
 */
final class ConjugateDirection implements Direction {

    /** η of Hager and Zhang 2013, eq. 2.6. */
    static final double LEAST = 0.4;

    final double[] s;
    final boolean[] held;
    double c;
    /** Length of the first step from scratch, in units of the gradient; afterwards the fall that the last step promised. */
    double scale = 1;

    boolean fresh = true;
    /** sᵀs/sᵀy of the last step. */
    double gradientStep = 1;
    /** What gradients are multiplied by. */
    double unit = 1;

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
    public void restart() {
        forget(gradientStep);
    }

    @Override
    public boolean isFresh() {
        return fresh;
    }

    @Override
    public boolean learn(double[] x, double[] g, double[] xNew, double[] gNew) {
        unit = unitOf(gNew);
        double sy = 0;
        double yy = 0;
        double yg = 0;
        double sg = 0;
        double ss = 0;
        double fall = 0;
        for (int i = 0; i < s.length; i++) {
            double si = xNew[i] - x[i];
            double gi = gNew[i] * unit;
            double yi = gi - g[i] * unit;
            s[i] = si;
            ss = Math.fma(si, si, ss);
            sy = Math.fma(si, yi, sy);
            yy = Math.fma(yi, yi, yy);
            yg = Math.fma(yi, gi, yg);
            sg = Math.fma(si, gi, sg);
            fall = Math.fma(si, g[i] * unit, fall);
        }
        double next = Math.max(yg / sy - 2 * (yy / sy) * (sg / sy), LEAST * (fall / ss));
        c = 0;
        boolean curved = isCurved(sy, next, fall);
        if (curved) {
            c = next;
            scale = fall / unit;
            gradientStep = ss / sy * unit;
            fresh = false;
        }
        return curved;
    }

    /**
     * Whether a step saw positive curvature.
     *
     * @param sy sᵀy
     * @param next c of the step
     * @param fall sᵀg₋
     */
    static boolean isCurved(double sy, double next, double fall) {
        return sy > 0 && Math.abs(next) < Double.POSITIVE_INFINITY && fall < 0;
    }

    @Override
    public void point(ProjectedPath path, double[] x, double[] g, double[] d) {
        unit = unitOf(g);
        if (!path.straight() && holdsOthers(path, x, g)) {
            c = 0;
        }
        for (int i = 0; i < d.length; i++) {
            d[i] = held[i]
                    ? 0
                    : Math.fma(c, s[i], -unit * g[i]) + 0.0; // a zero is positive, as it is where a bound holds
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

    /** 1/‖g‖∞ to a power of two: gradients are measured in it, so that their products neither overflow nor vanish. */
    private static double unitOf(double[] g) {
        return unitOf(Vectors.maxNorm(g));
    }

    /** The same for gradients with the given ‖g‖∞. */
    static double unitOf(double norm) {
        return norm > 0 ? Math.scalb(1.0, -Math.getExponent(norm)) : 1;
    }

    @Override
    public double firstStep(double slope) {
        return fresh ? scale / unit : scale / slope;
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
        out.writeDouble(gradientStep);
        out.writeDouble(unit);
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
        direction.gradientStep = in.readDouble();
        direction.unit = in.readDouble();
        return direction;
    }
}
