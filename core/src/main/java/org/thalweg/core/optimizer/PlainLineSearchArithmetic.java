package org.thalweg.core.optimizer;

import java.util.Arrays;

/** {@link LineSearchArithmetic} in plain loops over the lanes. */
final class PlainLineSearchArithmetic implements LineSearchArithmetic {
    private static final int WIDTH = LineSearchArrays.WIDTH;

    @Override
    public void look(LineSearchArrays a, double[] gradients) {
        Arrays.fill(a.slope, 0);
        Arrays.fill(a.norm, 0);
        Arrays.fill(a.linear, 0);
        for (int o = 0; o < a.x.length; o += WIDTH) {
            for (int i = 0; i < WIDTH; i++) {
                a.norm[i] = Math.max(a.norm[i], Math.abs(gradients[o + i]));
            }
            if (a.straight) {
                for (int i = 0; i < WIDTH; i++) {
                    a.slope[i] = Math.fma(gradients[o + i], a.d[o + i], a.slope[i]);
                    a.linear[i] = a.step[i] * a.startSlope[i];
                }
            } else {
                lookAtBounds(a, gradients, o);
            }
        }
    }

    private static void lookAtBounds(LineSearchArrays a, double[] gradients, int o) {
        double lower = a.bounds.lower()[o / WIDTH];
        double upper = a.bounds.upper()[o / WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            double direction = a.d[o + i];
            double target = Math.fma(a.step[i], direction, a.x[o + i]);
            boolean stopped = direction > 0 ? target >= upper : target <= lower;
            if (!stopped) {
                a.slope[i] = Math.fma(gradients[o + i], direction, a.slope[i]);
            }
            a.linear[i] = Math.fma(a.g[o + i], a.trial[o + i] - a.x[o + i], a.linear[i]);
        }
    }

    @Override
    public void measure(LineSearchArrays a, double[] gradients) {
        Arrays.fill(a.ss, 0);
        Arrays.fill(a.sy, 0);
        Arrays.fill(a.stepNorm, 0);
        for (int o = 0; o < a.x.length; o += WIDTH) {
            for (int i = 0; i < WIDTH; i++) {
                double s = a.trial[o + i] - a.x[o + i];
                a.ss[i] = Math.fma(s, s, a.ss[i]);
                a.sy[i] = Math.fma(s, gradients[o + i] - a.g[o + i], a.sy[i]);
                a.stepNorm[i] = Math.max(a.stepNorm[i], Math.abs(s));
            }
        }
    }

    @Override
    public void projectNorms(LineSearchArrays a, double[] gradients) {
        if (a.straight) {
            System.arraycopy(a.norm, 0, a.projectedNorm, 0, WIDTH);
            return;
        }
        Arrays.fill(a.projectedNorm, 0);
        for (int o = 0; o < a.x.length; o += WIDTH) {
            double lower = a.bounds.lower()[o / WIDTH];
            double upper = a.bounds.upper()[o / WIDTH];
            for (int i = 0; i < WIDTH; i++) {
                double g = gradients[o + i];
                double room = g > 0 ? a.trial[o + i] - lower : upper - a.trial[o + i];
                a.projectedNorm[i] = Math.max(a.projectedNorm[i], Math.min(Math.abs(g), room));
            }
        }
    }

    @Override
    public void move(LineSearchArrays a, double[] gradients) {
        for (int o = 0; o < a.x.length; o += WIDTH) {
            for (int i = 0; i < WIDTH; i++) {
                if (a.moves[i] != 0) {
                    a.x[o + i] = a.trial[o + i];
                    a.g[o + i] = gradients[o + i];
                }
                a.q[o + i] = -a.g[o + i];
            }
        }
    }

    @Override
    public void place(LineSearchArrays a) {
        Arrays.fill(a.newSlope, 0);
        for (int o = 0; o < a.x.length; o += WIDTH) {
            double lower = a.bounds.lower()[o / WIDTH];
            double upper = a.bounds.upper()[o / WIDTH];
            for (int i = 0; i < WIDTH; i++) {
                double x = a.x[o + i];
                if (a.moves[i] != 0) {
                    double d = a.q[o + i];
                    boolean held = d > 0 ? x >= upper : d < 0 && x <= lower;
                    a.d[o + i] = held ? 0 : d + 0.0;
                }
                a.newSlope[i] = Math.fma(a.g[o + i], a.d[o + i], a.newSlope[i]);
                if (a.places[i] != 0) {
                    double target = Math.fma(a.step[i], a.d[o + i], x);
                    a.trial[o + i] = target < lower ? lower : target > upper ? upper : target;
                }
            }
        }
    }
}
