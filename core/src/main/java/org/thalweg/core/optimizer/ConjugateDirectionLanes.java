package org.thalweg.core.optimizer;

/** {@link ConjugateDirection} over lanes. */
final class ConjugateDirectionLanes implements DirectionLanes {
    private static final int WIDTH = DescentLanes.WIDTH;

    private final LineSearchArrays a;
    private final ConjugateArithmetic arithmetic;
    private final ConjugateArrays c;
    private final ConjugateDirection single;
    private final double[] scale = new double[WIDTH];
    private final boolean[] fresh = new boolean[WIDTH];
    private final double[] gradientStep = new double[WIDTH];
    /** The factors that the steps which are looked at suggest. */
    private final double[] next = new double[WIDTH];

    ConjugateDirectionLanes(LineSearchArrays a, ConjugateArithmetic arithmetic) {
        this.a = a;
        this.arithmetic = arithmetic;
        c = new ConjugateArrays(a.n);
        single = new ConjugateDirection(a.n);
        for (int lane = 0; lane < WIDTH; lane++) {
            set(lane, single);
        }
    }

    @Override
    public void clear(int lane) {
        set(lane, new ConjugateDirection(a.n));
    }

    @Override
    public void forget(int lane, double newScale) {
        c.c[lane] = 0;
        scale[lane] = newScale;
        fresh[lane] = true;
    }

    @Override
    public void learn(double[] gradients) {
        for (int lane = 0; lane < WIDTH; lane++) {
            if (a.learns[lane] != 0) {
                c.unit[lane] = ConjugateDirection.unitOf(a.norm[lane]);
            }
        }
        arithmetic.learn(a, c, gradients);
        for (int lane = 0; lane < WIDTH; lane++) {
            if (a.learns[lane] != 0) {
                look(lane);
            }
        }
    }

    private void look(int lane) {
        double sy = a.sy[lane];
        double conjugate = c.yg[lane] / sy - 2 * (c.yy[lane] / sy) * (c.sg[lane] / sy);
        next[lane] = Math.max(conjugate, ConjugateDirection.LEAST * (c.fall[lane] / a.ss[lane]));
        boolean fit = ConjugateDirection.isCurved(sy, next[lane], c.fall[lane]) && a.stepNorm[lane] > 0;
        a.fit[lane] = fit ? 1 : 0;
    }

    @Override
    public void keep(int lanes) {
        for (int left = lanes; left != 0; left &= left - 1) {
            int lane = Integer.numberOfTrailingZeros(left);
            c.c[lane] = next[lane];
            scale[lane] = c.fall[lane] / c.unit[lane];
            gradientStep[lane] = a.ss[lane] / a.sy[lane] * c.unit[lane];
            fresh[lane] = false;
        }
        LineSearchArrays.mark(c.keeps, lanes);
        arithmetic.keep(a, c);
    }

    @Override
    public void point(int lanes) {
        if (!a.straight) {
            arithmetic.hold(a, c);
        }
        for (int left = lanes; left != 0; left &= left - 1) {
            int lane = Integer.numberOfTrailingZeros(left);
            c.unit[lane] = ConjugateDirection.unitOf(a.norm[lane]);
            c.c[lane] = c.others[lane] != 0 ? 0 : c.c[lane];
        }
        arithmetic.aim(a, c);
        for (int left = lanes; left != 0; left &= left - 1) {
            int lane = Integer.numberOfTrailingZeros(left);
            a.step[lane] = scale[lane] / (fresh[lane] ? c.unit[lane] : c.slope[lane]);
        }
    }

    @Override
    public double reference(int lane, double value) {
        return value;
    }

    @Override
    public Direction get(int lane) {
        Columns.get(c.s, lane, single.s);
        for (int j = 0; j < a.n; j++) {
            single.held[j] = c.held[j * WIDTH + lane] != 0;
        }
        single.c = c.c[lane];
        single.scale = scale[lane];
        single.fresh = fresh[lane];
        single.gradientStep = gradientStep[lane];
        single.unit = c.unit[lane];
        return single;
    }

    @Override
    public void set(int lane, Direction direction) {
        ConjugateDirection from = (ConjugateDirection) direction;
        Columns.set(c.s, lane, from.s);
        for (int j = 0; j < a.n; j++) {
            c.held[j * WIDTH + lane] = from.held[j] ? -1 : 0;
        }
        c.c[lane] = from.c;
        scale[lane] = from.scale;
        fresh[lane] = from.fresh;
        gradientStep[lane] = from.gradientStep;
        c.unit[lane] = from.unit;
    }
}
