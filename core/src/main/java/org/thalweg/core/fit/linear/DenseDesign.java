package org.thalweg.core.fit.linear;

import java.util.Arrays;

/**
 * Dense rows in chunks of {@value Design#RUN}, column by column within a chunk: feature j of row i of run k is {@code packed[(k·d + j)·64 + i]}.
 *
 * <p>A chunk of a hundred columns fits the second cache, so the second half of a pass finds what the first half read from memory.
 */
final class DenseDesign implements Design {
    private final int rows;
    private final int features;
    private final double[] packed;

    /** Packs rows {@code from}, …, {@code to} − 1 of the columns. */
    DenseDesign(double[][] columns, int from, int to) {
        rows = to - from;
        features = columns.length;
        packed = new double[Math.multiplyExact(Math.multiplyExact(runs(), RUN), features)];
        for (int run = 0; run < runs(); run++) {
            for (int j = 0; j < features; j++) {
                System.arraycopy(columns[j], from + run * RUN, packed, (run * features + j) * RUN, length(run));
            }
        }
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int features() {
        return features;
    }

    @Override
    public void multiply(int run, double[] theta, int offset, double[] z) {
        Arrays.fill(z, 0, RUN, 0);
        int base = run * features * RUN;
        int j = 0;
        for (; j + 4 <= features; j += 4) {
            addFour(base + j * RUN, theta, offset + j, z);
        }
        for (; j < features; j++) {
            addOne(base + j * RUN, theta[offset + j], z);
        }
    }

    private void addFour(int at, double[] theta, int j, double[] z) {
        double a = theta[j];
        double b = theta[j + 1];
        double c = theta[j + 2];
        double d = theta[j + 3];
        for (int i = 0; i < RUN; i++) {
            double sum = Math.fma(a, packed[at + i], z[i]);
            sum = Math.fma(b, packed[at + RUN + i], sum);
            sum = Math.fma(c, packed[at + 2 * RUN + i], sum);
            z[i] = Math.fma(d, packed[at + 3 * RUN + i], sum);
        }
    }

    private void addOne(int at, double a, double[] z) {
        for (int i = 0; i < RUN; i++) {
            z[i] = Math.fma(a, packed[at + i], z[i]);
        }
    }

    @Override
    public void addTransposed(int run, double[] s, double[] sums, int offset) {
        int base = run * features * RUN;
        for (int j = 0; j < features; j++) {
            sums[offset + j] += dot(base + j * RUN, s);
        }
    }

    /** Σ sᵢ·x[at + i] in eight interleaved sums. */
    private double dot(int at, double[] s) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double e = 0;
        double f = 0;
        double g = 0;
        double h = 0;
        for (int i = 0; i < RUN; i += 8) {
            a = Math.fma(s[i], packed[at + i], a);
            b = Math.fma(s[i + 1], packed[at + i + 1], b);
            c = Math.fma(s[i + 2], packed[at + i + 2], c);
            d = Math.fma(s[i + 3], packed[at + i + 3], d);
            e = Math.fma(s[i + 4], packed[at + i + 4], e);
            f = Math.fma(s[i + 5], packed[at + i + 5], f);
            g = Math.fma(s[i + 6], packed[at + i + 6], g);
            h = Math.fma(s[i + 7], packed[at + i + 7], h);
        }
        return ((a + e) + (b + f)) + ((c + g) + (d + h));
    }

    @Override
    public void row(int row, double[] x) {
        int at = row / RUN * features * RUN + row % RUN;
        for (int j = 0; j < features; j++) {
            x[j] = packed[at + j * RUN];
        }
    }
}
