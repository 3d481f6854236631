package org.thalweg.core.optimizer;

import java.util.Arrays;

/** {@link SteepestDirection} over lanes: one on each, and the sums that they learn from for all together. */
final class SteepestDirectionLanes implements DirectionLanes {
    private final LineSearchArrays a;
    private final LineSearchArithmetic arithmetic;
    private final SteepestDirection[] directions = new SteepestDirection[DescentLanes.WIDTH];

    SteepestDirectionLanes(LineSearchArrays a, LineSearchArithmetic arithmetic) {
        this.a = a;
        this.arithmetic = arithmetic;
        Arrays.setAll(directions, lane -> new SteepestDirection());
    }

    @Override
    public void clear(int lane) {
        directions[lane] = new SteepestDirection();
    }

    @Override
    public void forget(int lane, double scale) {
        directions[lane].forget(scale);
    }

    @Override
    public void learn(double[] gradients) {
        arithmetic.measure(a, gradients);
        for (int lane = 0; lane < DescentLanes.WIDTH; lane++) {
            boolean fit = SteepestDirection.isCurved(a.ss[lane] / a.sy[lane]) && a.stepNorm[lane] > 0;
            a.fit[lane] = fit ? 1 : 0;
        }
    }

    @Override
    public void keep(int lanes) {
        for (int left = lanes; left != 0; left &= left - 1) {
            int lane = Integer.numberOfTrailingZeros(left);
            directions[lane].learn(a.ss[lane] / a.sy[lane]);
        }
    }

    @Override
    public void point(int lanes) {
        for (int left = lanes; left != 0; left &= left - 1) {
            int lane = Integer.numberOfTrailingZeros(left);
            a.step[lane] = directions[lane].firstStep(0);
        }
    }

    @Override
    public double reference(int lane, double value) {
        return directions[lane].reference(value);
    }

    @Override
    public Direction get(int lane) {
        return directions[lane];
    }

    @Override
    public void set(int lane, Direction direction) {
        directions[lane] = (SteepestDirection) direction;
    }
}
