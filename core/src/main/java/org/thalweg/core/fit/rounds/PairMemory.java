package org.thalweg.core.fit.rounds;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The last m steps sⱼ and changes of gradient yⱼ of one block, and the inner products over all blocks of these and the gradient g.
 *
 * <p>From the products alone follow the coefficients δ of d = −Hg = Σ δₖbₖ over the basis b = (s₁ … sₘ, y₁ … yₘ, g): the two-loop recursion
 * on coefficients (Chen, Wang and Zhou, <i>Large-scale L-BFGS using MapReduce</i>, NIPS 2014, algorithm 3). So a direction costs blocks no
 * exchange of vectors.
 *
 * <p>Slots are used in turn; slot j of the products goes with slot j of the vectors.
 */
final class PairMemory {
    /** Least cosine of the angle between step and change of gradient: what is flatter is rounding, or no curvature. */
    private static final double LEAST_COSINE = 1e-10;

    private final int n;
    private final int capacity;
    private final double[][] s;
    private final double[][] y;
    private final double[] ss;
    private final double[] sy;
    private final double[] yy;
    private final double[] sg;
    private final double[] yg;
    private double gg;
    private double gamma = 1;
    private int size;
    private int newest = -1;

    PairMemory(int n, int capacity) {
        this.n = n;
        this.capacity = capacity;
        s = new double[capacity][n];
        y = new double[capacity][n];
        ss = new double[capacity * capacity];
        sy = new double[capacity * capacity];
        yy = new double[capacity * capacity];
        sg = new double[capacity];
        yg = new double[capacity];
    }

    int size() {
        return size;
    }

    /** How many products {@link #measure} writes. */
    static int products(int capacity) {
        return 6 + 6 * capacity;
    }

    /** Forgets all pairs: d = −γg. */
    void clear(double newGamma) {
        size = 0;
        newest = -1;
        gamma = newGamma;
    }

    /** Forgets all pairs, but not how long a step they suggest. */
    void clear() {
        clear(gamma);
    }

    /**
     * Overwrites {@code out}, from {@code at} on, with this block's share of the products that a step to the trial would bring: s·s, s·y, y·y,
     * s·g, y·g, g·g of the new pair and gradient, and then for each slot j the products of sⱼ and yⱼ with these three.
     */
    void measure(double[] x, double[] g, double[] trial, double[] trialG, double[] out, int at) {
        double[] step = new double[n];
        double[] change = new double[n];
        for (int i = 0; i < n; i++) {
            step[i] = trial[i] - x[i];
            change[i] = trialG[i] - g[i];
        }
        Products.six(step, change, trialG, out, at);
        for (int k = 0; k < size; k++) {
            int j = slot(k);
            Products.pair(s[j], y[j], new double[][] {step, change, trialG}, out, at + 6 + 6 * j);
        }
    }

    /** Notes that the gradient of the iterate has g·g = {@code squares}, when no pair is remembered. */
    void begin(double squares) {
        gg = squares;
    }

    /**
     * Learns the step from x to the trial, whose products over all blocks are given, unless it saw no positive curvature; returns whether it
     * did. The gradient of the iterate is then that of the trial.
     */
    boolean learn(double[] x, double[] g, double[] trial, double[] trialG, double[] products) {
        double newSs = products[0];
        double newSy = products[1];
        double newYy = products[2];
        gg = products[5];
        for (int k = 0; k < size; k++) {
            int j = slot(k);
            sg[j] = products[6 + 6 * j + 2];
            yg[j] = products[6 + 6 * j + 5];
        }
        double newGamma = newSy / newYy;
        boolean curved = newSy > LEAST_COSINE * Math.sqrt(newSs) * Math.sqrt(newYy)
                && 1 / newSy < Double.POSITIVE_INFINITY
                && newGamma > 0
                && newGamma < Double.POSITIVE_INFINITY;
        if (!curved) {
            return false;
        }
        int slot = newest + 1 == capacity ? 0 : newest + 1;
        boolean full = size == capacity;
        for (int i = 0; i < n; i++) {
            s[slot][i] = trial[i] - x[i];
            y[slot][i] = trialG[i] - g[i];
        }
        for (int k = 0; k < size; k++) {
            int j = slot(k);
            if (full && j == slot) {
                continue;
            }
            int p = 6 + 6 * j;
            ss[j * capacity + slot] = products[p];
            ss[slot * capacity + j] = products[p];
            sy[j * capacity + slot] = products[p + 1];
            sy[slot * capacity + j] = products[p + 3];
            yy[j * capacity + slot] = products[p + 4];
            yy[slot * capacity + j] = products[p + 4];
        }
        ss[slot * capacity + slot] = newSs;
        sy[slot * capacity + slot] = newSy;
        yy[slot * capacity + slot] = newYy;
        sg[slot] = products[3];
        yg[slot] = products[4];
        gamma = newGamma;
        newest = slot;
        size = Math.min(size + 1, capacity);
        return true;
    }

    /** Overwrites {@code d} with −Hg; returns gᵀd over all blocks. */
    double point(double[] g, double[] d) {
        double[] a = new double[capacity];
        double[] b = new double[capacity];
        double c = coefficients(a, b);
        for (int i = 0; i < n; i++) {
            d[i] = c * g[i];
        }
        double slope = c * gg;
        for (int k = size - 1; k >= 0; k--) {
            int j = slot(k);
            slope = Math.fma(a[j], sg[j], slope);
            slope = Math.fma(b[j], yg[j], slope);
            Products.addBoth(a[j], s[j], b[j], y[j], d);
        }
        return slope;
    }

    /** Overwrites {@code a} and {@code b} with the coefficients of sⱼ and yⱼ, and returns that of g. */
    private double coefficients(double[] a, double[] b) {
        double c = -1;
        double[] alpha = new double[capacity];
        for (int k = 0; k < size; k++) {
            int j = slot(k);
            double along = c * sg[j];
            for (int l = 0; l < size; l++) {
                int i = slot(l);
                along = Math.fma(a[i], ss[j * capacity + i], along);
                along = Math.fma(b[i], sy[j * capacity + i], along);
            }
            alpha[j] = along / sy[j * capacity + j];
            b[j] -= alpha[j];
        }
        c *= gamma;
        for (int k = 0; k < size; k++) {
            a[slot(k)] *= gamma;
            b[slot(k)] *= gamma;
        }
        for (int k = size - 1; k >= 0; k--) {
            int j = slot(k);
            double along = c * yg[j];
            for (int l = 0; l < size; l++) {
                int i = slot(l);
                along = Math.fma(a[i], sy[i * capacity + j], along);
                along = Math.fma(b[i], yy[j * capacity + i], along);
            }
            a[j] += alpha[j] - along / sy[j * capacity + j];
        }
        return c;
    }

    /** The slot of the pair that came k pairs before the newest. */
    private int slot(int k) {
        int j = newest - k;
        return j < 0 ? j + capacity : j;
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(gg);
        out.writeDouble(gamma);
        out.writeInt(size);
        out.writeInt(newest);
        for (double[] table : new double[][] {ss, sy, yy, sg, yg}) {
            writeAll(table, out);
        }
        for (int k = 0; k < size; k++) {
            writeAll(s[slot(k)], out);
            writeAll(y[slot(k)], out);
        }
    }

    static PairMemory read(DataInput in, int n, int capacity) throws IOException {
        PairMemory memory = new PairMemory(n, capacity);
        memory.gg = in.readDouble();
        memory.gamma = in.readDouble();
        memory.size = in.readInt();
        memory.newest = in.readInt();
        for (double[] table : new double[][] {memory.ss, memory.sy, memory.yy, memory.sg, memory.yg}) {
            readAll(table, in);
        }
        for (int k = 0; k < memory.size; k++) {
            readAll(memory.s[memory.slot(k)], in);
            readAll(memory.y[memory.slot(k)], in);
        }
        return memory;
    }

    static void writeAll(double[] values, DataOutput out) throws IOException {
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    static void readAll(double[] values, DataInput in) throws IOException {
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
    }
}
