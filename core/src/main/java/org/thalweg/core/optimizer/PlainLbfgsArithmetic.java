package org.thalweg.core.optimizer;

import java.util.Arrays;
import org.thalweg.core.linalg.Bounds;

/** {@link LbfgsArithmetic} in plain loops over the lanes. For one thread. */
final class PlainLbfgsArithmetic implements LbfgsArithmetic {
    private static final int WIDTH = LineSearchArrays.WIDTH;

    private final double[] sum = new double[WIDTH];
    private final double[] factor = new double[WIDTH];

    @Override
    public void learn(LineSearchArrays a, PairRing ring, double[] gradients) {
        Arrays.fill(a.ss, 0);
        Arrays.fill(a.sy, 0);
        Arrays.fill(ring.yy, 0);
        Arrays.fill(a.stepNorm, 0);
        int offset = ring.nextRow() * a.x.length;
        for (int o = 0; o < a.x.length; o += WIDTH) {
            for (int i = 0; i < WIDTH; i++) {
                boolean learns = a.learns[i] != 0;
                double s = learns ? a.trial[o + i] - a.x[o + i] : 0;
                double y = learns ? gradients[o + i] - a.g[o + i] : 0;
                ring.s[offset + o + i] = s;
                ring.y[offset + o + i] = y;
                a.ss[i] = Math.fma(s, s, a.ss[i]);
                a.sy[i] = Math.fma(s, y, a.sy[i]);
                ring.yy[i] = Math.fma(y, y, ring.yy[i]);
                a.stepNorm[i] = Math.max(a.stepNorm[i], Math.abs(s));
            }
        }
        for (int i = 0; i < WIDTH; i++) {
            ring.newRho[i] = 1 / a.sy[i];
            ring.newGamma[i] = a.sy[i] / ring.yy[i];
            a.fit[i] = isFit(a, ring, i) ? 1 : 0;
        }
    }

    private static boolean isFit(LineSearchArrays a, PairRing ring, int lane) {
        double leastSy = LbfgsMemory.LEAST_COSINE * Math.sqrt(a.ss[lane]) * Math.sqrt(ring.yy[lane]);
        return a.sy[lane] > leastSy
                && LbfgsMemory.isSafe(a.ss[lane])
                && LbfgsMemory.isSafe(ring.yy[lane])
                && ring.newRho[lane] < Double.POSITIVE_INFINITY
                && ring.newGamma[lane] > 0
                && ring.newGamma[lane] < Double.POSITIVE_INFINITY
                && a.stepNorm[lane] > 0;
    }

    @Override
    public void constrain(LineSearchArrays a, PairRing ring) {
        Bounds bounds = a.bounds;
        double[] reach = sum;
        Arrays.fill(reach, 0);
        Arrays.fill(a.constrained, 0);
        for (int o = 0; o < a.x.length; o += WIDTH) {
            double lower = bounds.lower()[o / WIDTH];
            double upper = bounds.upper()[o / WIDTH];
            for (int i = 0; i < WIDTH; i++) {
                double room = a.g[o + i] > 0 ? a.x[o + i] - lower : upper - a.x[o + i];
                reach[i] = Math.max(reach[i], Math.min(ring.gamma[i] * Math.abs(a.g[o + i]), room));
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
    public void multiply(LineSearchArrays a, PairRing ring, int count) {
        for (int k = 0; k < count; k++) {
            int row = ring.order[k];
            dot(a, ring.s, row);
            for (int i = 0; i < WIDTH; i++) {
                double alpha = ring.rho[row * WIDTH + i] * sum[i];
                ring.alpha[row * WIDTH + i] = alpha;
                factor[i] = -alpha;
            }
            add(a, ring.y, row);
        }
        for (int o = 0; o < a.x.length; o += WIDTH) {
            for (int i = 0; i < WIDTH; i++) {
                a.q[o + i] *= ring.gamma[i];
            }
        }
        for (int k = count - 1; k >= 0; k--) {
            int row = ring.order[k];
            dot(a, ring.y, row);
            for (int i = 0; i < WIDTH; i++) {
                factor[i] = ring.alpha[row * WIDTH + i] - ring.rho[row * WIDTH + i] * sum[i];
            }
            add(a, ring.s, row);
        }
    }

    private void dot(LineSearchArrays a, double[] vectors, int row) {
        Arrays.fill(sum, 0);
        int offset = row * a.x.length;
        for (int o = 0; o < a.x.length; o += WIDTH) {
            for (int i = 0; i < WIDTH; i++) {
                sum[i] = Math.fma(vectors[offset + o + i], a.q[o + i], sum[i]);
            }
        }
    }

    private void add(LineSearchArrays a, double[] vectors, int row) {
        int offset = row * a.x.length;
        for (int o = 0; o < a.x.length; o += WIDTH) {
            for (int i = 0; i < WIDTH; i++) {
                a.q[o + i] = Math.fma(factor[i], vectors[offset + o + i], a.q[o + i]);
            }
        }
    }
}
