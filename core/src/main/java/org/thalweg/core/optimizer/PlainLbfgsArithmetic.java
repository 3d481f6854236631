package org.thalweg.core.optimizer;

import java.util.Arrays;
import org.thalweg.core.linalg.Bounds;

/** {@link LbfgsArithmetic} in plain loops over the lanes. For one thread. */
final class PlainLbfgsArithmetic implements LbfgsArithmetic {
    private static final int WIDTH = LbfgsArrays.WIDTH;

    private final double[] sum = new double[WIDTH];
    private final double[] factor = new double[WIDTH];

    @Override
    public void look(LbfgsArrays a, double[] gradients) {
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

    private static void lookAtBounds(LbfgsArrays a, double[] gradients, int o) {
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
    public void learn(LbfgsArrays a, double[] gradients, int row) {
        Arrays.fill(a.ss, 0);
        Arrays.fill(a.sy, 0);
        Arrays.fill(a.yy, 0);
        Arrays.fill(a.stepNorm, 0);
        int offset = row * a.x.length;
        for (int o = 0; o < a.x.length; o += WIDTH) {
            for (int i = 0; i < WIDTH; i++) {
                boolean learns = a.learns[i] != 0;
                double s = learns ? a.trial[o + i] - a.x[o + i] : 0;
                double y = learns ? gradients[o + i] - a.g[o + i] : 0;
                a.s[offset + o + i] = s;
                a.y[offset + o + i] = y;
                a.ss[i] = Math.fma(s, s, a.ss[i]);
                a.sy[i] = Math.fma(s, y, a.sy[i]);
                a.yy[i] = Math.fma(y, y, a.yy[i]);
                a.stepNorm[i] = Math.max(a.stepNorm[i], Math.abs(s));
            }
        }
        for (int i = 0; i < WIDTH; i++) {
            a.newRho[i] = 1 / a.sy[i];
            a.newGamma[i] = a.sy[i] / a.yy[i];
            a.fit[i] = isFit(a, i) ? 1 : 0;
        }
        projectNorms(a, gradients);
    }

    private static boolean isFit(LbfgsArrays a, int lane) {
        double leastSy = LbfgsMemory.LEAST_COSINE * Math.sqrt(a.ss[lane]) * Math.sqrt(a.yy[lane]);
        return a.sy[lane] > leastSy
                && LbfgsMemory.isSafe(a.ss[lane])
                && LbfgsMemory.isSafe(a.yy[lane])
                && a.newRho[lane] < Double.POSITIVE_INFINITY
                && a.newGamma[lane] > 0
                && a.newGamma[lane] < Double.POSITIVE_INFINITY
                && a.stepNorm[lane] > 0;
    }

    private static void projectNorms(LbfgsArrays a, double[] gradients) {
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
    public void move(LbfgsArrays a, double[] gradients) {
        for (int o = 0; o < a.x.length; o += WIDTH) {
            for (int i = 0; i < WIDTH; i++) {
                if (a.moves[i] != 0) {
                    a.x[o + i] = a.trial[o + i];
                    a.g[o + i] = gradients[o + i];
                }
                a.q[o + i] = -a.g[o + i];
            }
        }
        if (!a.straight) {
            constrain(a);
        }
    }

    /** Finds the lanes where a bound is near, as {@link LbfgsDirection} does. */
    private void constrain(LbfgsArrays a) {
        Bounds bounds = a.bounds;
        double[] reach = sum;
        Arrays.fill(reach, 0);
        Arrays.fill(a.constrained, 0);
        for (int o = 0; o < a.x.length; o += WIDTH) {
            double lower = bounds.lower()[o / WIDTH];
            double upper = bounds.upper()[o / WIDTH];
            for (int i = 0; i < WIDTH; i++) {
                double room = a.g[o + i] > 0 ? a.x[o + i] - lower : upper - a.x[o + i];
                reach[i] = Math.max(reach[i], Math.min(a.gamma[i] * Math.abs(a.g[o + i]), room));
            }
        }
        for (int o = 0; o < a.x.length; o += WIDTH) {
            double lower = bounds.lower()[o / WIDTH];
            double upper = bounds.upper()[o / WIDTH];
            for (int i = 0; i < WIDTH; i++) {
                double g = a.g[o + i];
                double bound = g > 0 ? lower : upper;
                double widest = LbfgsDirection.NEAR * Math.min(upper - lower, 1 + Math.abs(bound));
                boolean near = Math.abs(a.x[o + i] - bound) <= Math.min(reach[i], widest);
                if (upper == lower || (g != 0 && near)) {
                    a.constrained[i] = 1;
                }
            }
        }
    }

    @Override
    public void multiply(LbfgsArrays a, int count) {
        for (int k = 0; k < count; k++) {
            int row = a.order[k];
            dot(a, a.s, row);
            for (int i = 0; i < WIDTH; i++) {
                double alpha = a.rho[row * WIDTH + i] * sum[i];
                a.alpha[row * WIDTH + i] = alpha;
                factor[i] = -alpha;
            }
            add(a, a.y, row);
        }
        for (int o = 0; o < a.x.length; o += WIDTH) {
            for (int i = 0; i < WIDTH; i++) {
                a.q[o + i] *= a.gamma[i];
            }
        }
        for (int k = count - 1; k >= 0; k--) {
            int row = a.order[k];
            dot(a, a.y, row);
            for (int i = 0; i < WIDTH; i++) {
                factor[i] = a.alpha[row * WIDTH + i] - a.rho[row * WIDTH + i] * sum[i];
            }
            add(a, a.s, row);
        }
    }

    private void dot(LbfgsArrays a, double[] vectors, int row) {
        Arrays.fill(sum, 0);
        int offset = row * a.x.length;
        for (int o = 0; o < a.x.length; o += WIDTH) {
            for (int i = 0; i < WIDTH; i++) {
                sum[i] = Math.fma(vectors[offset + o + i], a.q[o + i], sum[i]);
            }
        }
    }

    private void add(LbfgsArrays a, double[] vectors, int row) {
        int offset = row * a.x.length;
        for (int o = 0; o < a.x.length; o += WIDTH) {
            for (int i = 0; i < WIDTH; i++) {
                a.q[o + i] = Math.fma(factor[i], vectors[offset + o + i], a.q[o + i]);
            }
        }
    }

    @Override
    public void place(LbfgsArrays a) {
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
