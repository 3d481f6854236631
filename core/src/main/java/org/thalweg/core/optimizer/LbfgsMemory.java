package org.thalweg.core.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.thalweg.core.linalg.Vectors;

/**
 * The last m steps sⱼ and changes of gradient yⱼ, and the inverse Hessian H that they stand for.
 *
 * <p>H is γI updated by each pair, oldest first, with H ← (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ, ρ = 1/sᵀy; γ = sᵀy/yᵀy of the newest.
 * Products with H take 4m·n multiplications: the two-loop recursion, Nocedal and Wright (2006), algorithm 7.4.
 *
 * <p>Order of arithmetic, which other implementations repeat to get the same bits: newest pair to oldest, αⱼ = ρⱼ·(sⱼᵀq) and
 * q ← q − αⱼyⱼ; q ← γq; oldest to newest, β = ρⱼ·(yⱼᵀq) and q ← q + (αⱼ − β)sⱼ; sums as in {@link Vectors}.
 */
final class LbfgsMemory {

    /** Least cosine of the angle between step and change of gradient: what is flatter is rounding, or no curvature. */
    static final double LEAST_COSINE = 1e-10;

    private final int n;
    private final int capacity;
    private final double[] s;
    private final double[] y;
    private final double[] rho;
    private final double[] alpha;
    private final double[] freeRho;
    private double gamma = 1;
    private int size;
    private int newest = -1;

    LbfgsMemory(int n, int capacity) {
        this.n = n;
        this.capacity = capacity;
        s = new double[Math.multiplyExact(n, capacity)];
        y = new double[s.length];
        rho = new double[capacity];
        alpha = new double[capacity];
        freeRho = new double[capacity];
    }

    int size() {
        return size;
    }

    double gamma() {
        return gamma;
    }

    /** Forgets all pairs: H = γI. */
    void clear(double newGamma) {
        size = 0;
        newest = -1;
        gamma = newGamma;
    }

    /** Adds the step from {@code x} to {@code xNew}, unless it saw no positive curvature; returns whether it did. */
    boolean add(double[] x, double[] g, double[] xNew, double[] gNew) {
        int slot = newest + 1 == capacity ? 0 : newest + 1;
        int row = slot * n;
        double ss = 0;
        double sy = 0;
        double yy = 0;
        for (int i = 0; i < n; i++) {
            double si = xNew[i] - x[i];
            double yi = gNew[i] - g[i];
            s[row + i] = si;
            y[row + i] = yi;
            ss = Math.fma(si, si, ss);
            sy = Math.fma(si, yi, sy);
            yy = Math.fma(yi, yi, yy);
        }
        double newRho = 1 / sy;
        double newGamma = isSafe(yy) ? sy / yy : scaledGamma(row, sy);
        boolean curved = sy > LEAST_COSINE * length(ss, s, row) * length(yy, y, row);
        if (!curved || newRho == Double.POSITIVE_INFINITY || !(newGamma > 0 && newGamma < Double.POSITIVE_INFINITY)) {
            // The slot held the oldest pair of a full memory, and is spoilt now.
            size = Math.min(size, capacity - 1);
            return false;
        }
        rho[slot] = newRho;
        gamma = newGamma;
        newest = slot;
        size = Math.min(size + 1, capacity);
        return true;
    }

    /** Between these a sum of squares neither has lost terms that vanished nor overflows in what is made of it. */
    static final double LEAST_SAFE = 0x1p-900;

    static final double GREATEST_SAFE = 0x1p1000;

    static boolean isSafe(double squares) {
        return squares > LEAST_SAFE && squares < GREATEST_SAFE;
    }

    /** ‖·‖₂ of a row whose sum of squares, perhaps overflown or vanished, is {@code squares}. */
    private double length(double squares, double[] rows, int offset) {
        return isSafe(squares) ? Math.sqrt(squares) : Vectors.norm(Arrays.copyOfRange(rows, offset, offset + n));
    }

    private double scaledGamma(int row, double sy) {
        double length = Vectors.norm(Arrays.copyOfRange(y, row, row + n));
        return sy / length / length;
    }

    /** Overwrites {@code q} with Hq. */
    void multiply(double[] q) {
        for (int k = 0; k < size; k++) {
            int j = slot(k);
            double a = rho[j] * Vectors.dot(s, j * n, q);
            alpha[j] = a;
            Vectors.axpy(-a, y, j * n, q);
        }
        for (int i = 0; i < n; i++) {
            q[i] *= gamma;
        }
        for (int k = size - 1; k >= 0; k--) {
            int j = slot(k);
            double b = rho[j] * Vectors.dot(y, j * n, q);
            Vectors.axpy(alpha[j] - b, s, j * n, q);
        }
    }

    /**
     * Overwrites {@code q} with H_F q: the inverse Hessian of the free coordinates alone, made of the pairs cut down to them
     * (those that keep positive curvature). Elsewhere {@code q} must be 0 and stays so.
     */
    void multiply(double[] q, boolean[] free) {
        double scale = 0;
        for (int k = 0; k < size; k++) {
            int j = slot(k);
            double ss = 0;
            double sy = 0;
            double yy = 0;
            double sq = 0;
            for (int i = 0; i < n; i++) {
                if (free[i]) {
                    double si = s[j * n + i];
                    double yi = y[j * n + i];
                    ss = Math.fma(si, si, ss);
                    sy = Math.fma(si, yi, sy);
                    yy = Math.fma(yi, yi, yy);
                    sq = Math.fma(si, q[i], sq);
                }
            }
            boolean curved = sy > LEAST_COSINE * (Math.sqrt(ss) * Math.sqrt(yy)) && 1 / sy < Double.POSITIVE_INFINITY;
            double r = curved ? 1 / sy : 0;
            freeRho[j] = r;
            if (scale == 0 && curved && sy / yy > 0) {
                scale = sy / yy;
            }
            double a = r * sq;
            alpha[j] = a;
            addFree(-a, y, j * n, q, free);
        }
        double used = scale > 0 && scale < Double.POSITIVE_INFINITY ? scale : gamma;
        for (int i = 0; i < n; i++) {
            q[i] *= used;
        }
        for (int k = size - 1; k >= 0; k--) {
            int j = slot(k);
            // q is 0 at the coordinates that are not free, so the whole sum is the sum over the free ones.
            double b = freeRho[j] * Vectors.dot(y, j * n, q);
            addFree(alpha[j] - b, s, j * n, q, free);
        }
    }

    private void addFree(double factor, double[] rows, int offset, double[] q, boolean[] free) {
        for (int i = 0; i < n; i++) {
            if (free[i]) {
                q[i] = Math.fma(factor, rows[offset + i], q[i]);
            }
        }
    }

    /** Adds a pair that was learnt elsewhere, as the newest; returns its slot, for {@link #set}. */
    int append(double newRho) {
        newest = newest + 1 == capacity ? 0 : newest + 1;
        size = Math.min(size + 1, capacity);
        rho[newest] = newRho;
        return newest;
    }

    /** Overwrites coordinate i of the pair of a slot. */
    void set(int slot, int i, double step, double change) {
        s[slot * n + i] = step;
        y[slot * n + i] = change;
    }

    /** ρ of the pair that came k pairs before the newest. */
    double rho(int k) {
        return rho[slot(k)];
    }

    /** Coordinate i of its step. */
    double s(int k, int i) {
        return s[slot(k) * n + i];
    }

    /** Coordinate i of its change of gradient. */
    double y(int k, int i) {
        return y[slot(k) * n + i];
    }

    /** The slot of the pair that came k pairs before the newest. */
    private int slot(int k) {
        int j = newest - k;
        return j < 0 ? j + capacity : j;
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(gamma);
        out.writeInt(size);
        for (int k = size - 1; k >= 0; k--) {
            int j = slot(k);
            out.writeDouble(rho[j]);
            for (int i = j * n; i < (j + 1) * n; i++) {
                out.writeDouble(s[i]);
                out.writeDouble(y[i]);
            }
        }
    }

    /** Reads what {@link #write} wrote; of more pairs than there is room for, the newest. */
    static LbfgsMemory read(DataInput in, int n, int capacity) throws IOException {
        LbfgsMemory memory = new LbfgsMemory(n, capacity);
        memory.gamma = in.readDouble();
        int pairs = in.readInt();
        for (int k = 0; k < pairs; k++) {
            int slot = memory.append(in.readDouble());
            for (int i = 0; i < n; i++) {
                memory.set(slot, i, in.readDouble(), in.readDouble());
            }
        }
        return memory;
    }
}
