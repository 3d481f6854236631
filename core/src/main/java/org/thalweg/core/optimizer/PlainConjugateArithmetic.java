package org.thalweg.core.optimizer;

import java.util.Arrays;

/** {@link ConjugateArithmetic} in plain loops over the lanes. */
final class PlainConjugateArithmetic implements ConjugateArithmetic {
    private static final int WIDTH = LineSearchArrays.WIDTH;

    @Override
    public void learn(LineSearchArrays a, ConjugateArrays c, double[] gradients) {
        for (double[] sum : new double[][] {a.ss, a.sy, c.yy, c.yg, c.sg, c.fall, a.stepNorm}) {
            Arrays.fill(sum, 0);
        }
        for (int o = 0; o < a.x.length; o += WIDTH) {
            for (int i = 0; i < WIDTH; i++) {
                double s = a.trial[o + i] - a.x[o + i];
                double g = gradients[o + i] * c.unit[i];
                double before = a.g[o + i] * c.unit[i];
                double y = g - before;
                a.ss[i] = Math.fma(s, s, a.ss[i]);
                a.sy[i] = Math.fma(s, y, a.sy[i]);
                c.yy[i] = Math.fma(y, y, c.yy[i]);
                c.yg[i] = Math.fma(y, g, c.yg[i]);
                c.sg[i] = Math.fma(s, g, c.sg[i]);
                c.fall[i] = Math.fma(s, before, c.fall[i]);
                a.stepNorm[i] = Math.max(a.stepNorm[i], Math.abs(s));
            }
        }
    }

    @Override
    public void keep(LineSearchArrays a, ConjugateArrays c) {
        for (int o = 0; o < a.x.length; o += WIDTH) {
            for (int i = 0; i < WIDTH; i++) {
                c.s[o + i] = c.keeps[i] != 0 ? a.trial[o + i] - a.x[o + i] : c.s[o + i];
            }
        }
    }

    @Override
    public void hold(LineSearchArrays a, ConjugateArrays c) {
        Arrays.fill(c.others, 0);
        for (int o = 0; o < a.x.length; o += WIDTH) {
            double lower = a.bounds.lower()[o / WIDTH];
            double upper = a.bounds.upper()[o / WIDTH];
            for (int i = 0; i < WIDTH; i++) {
                double g = a.g[o + i];
                boolean held = g < 0 ? a.x[o + i] >= upper : g > 0 && a.x[o + i] <= lower;
                long now = held ? -1 : 0;
                if (a.moves[i] != 0) {
                    c.others[i] |= now ^ c.held[o + i];
                    c.held[o + i] = now;
                }
            }
        }
    }

    @Override
    public void aim(LineSearchArrays a, ConjugateArrays c) {
        Arrays.fill(c.slope, 0);
        for (int o = 0; o < a.x.length; o += WIDTH) {
            double lower = a.bounds.lower()[o / WIDTH];
            double upper = a.bounds.upper()[o / WIDTH];
            for (int i = 0; i < WIDTH; i++) {
                double x = a.x[o + i];
                double g = a.g[o + i];
                double d = Math.fma(c.c[i], c.s[o + i], -c.unit[i] * g);
                boolean stopped = d > 0 ? x >= upper : d < 0 && x <= lower;
                d = c.held[o + i] != 0 || stopped ? 0 : d + 0.0;
                a.q[o + i] = d;
                c.slope[i] = Math.fma(g, d, c.slope[i]);
            }
        }
    }
}
