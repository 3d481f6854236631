package org.thalweg.core.optimizer;

import java.util.Arrays;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linesearch.BracketLanes;

/**
 * The numbers of {@link LbfgsLanes}, as structures of arrays: coordinate j of lane i is at {@code [j * WIDTH + i]}, and a number that
 * a lane has once at {@code [i]}.
 *
 * <p><b>The ring.</b> The pairs of all lanes share {@code rows} rows of a ring, of which {@code head} is the newest. A row is added when
 * any lane takes a step; in it, lanes that took none have ρ = 0 and finite numbers, and so has every lane in a row that it
 * no longer remembers. Such a row takes part in the two loops without a trace: α = 0, β = 0, nothing is added.
 */
final class LbfgsArrays {
    static final int WIDTH = DescentLanes.WIDTH;

    /** Rows beyond the pairs that a lane remembers, for those in which it took no step. */
    private static final int SPARE = 3;

    final int n;
    final int rows;
    final int memory;
    final Bounds bounds;
    final boolean straight;

    /** The most that ε may be at each bound. */
    final double[] nearLower;

    final double[] nearUpper;
    /** Whether a trial of the k-th vector of lanes reached the border of the box, or may have. */
    final boolean[] atBorder = new boolean[WIDTH];

    final double[] x;
    final double[] g;
    final double[] d;
    final double[] trial;
    /** The new direction, as it comes to be. */
    final double[] q;
    /** Row r, coordinate j of lane i at {@code [(r * n + j) * WIDTH + i]}. */
    final double[] s;

    final double[] y;
    final double[] rho;
    final double[] gamma = filled(1);
    int head;
    /** Which rows hold a pair of the lane: the row that is k rows older than the head as bit k. */
    final int[] pairs = new int[WIDTH];

    /** α of each trial, and φ′(0) of each search. */
    final double[] step;

    final double[] startSlope;

    /** Which lanes learn a pair, move to their trial, or get a new trial: all bits set, others 0. */
    final long[] learns = new long[WIDTH];

    final long[] moves = new long[WIDTH];
    final long[] places = new long[WIDTH];

    /** Of the trial: ‖∇f‖∞, φ′(α), ℓ(α), ‖x(α) − x‖∞, ‖projected ∇f‖∞. */
    final double[] norm = new double[WIDTH];

    final double[] slope = new double[WIDTH];
    final double[] linear = new double[WIDTH];
    final double[] stepNorm = new double[WIDTH];
    final double[] projectedNorm = new double[WIDTH];
    /** Of the pair: ‖s‖², sᵀy, ‖y‖², ρ and γ. */
    final double[] ss = new double[WIDTH];

    final double[] sy = new double[WIDTH];
    final double[] yy = new double[WIDTH];
    final double[] newRho = new double[WIDTH];
    final double[] newGamma = new double[WIDTH];
    /** Whether the pair is fit to be learnt, and its numbers are as exact as they can be: then not 0. */
    final double[] fit = new double[WIDTH];

    /** ∇fᵀd of the new direction, and whether a bound is too near for the two loops: then not 0. */
    final double[] newSlope = new double[WIDTH];

    final double[] constrained = new double[WIDTH];
    /** Scratch of the two loops: αₖ, row by row, and the rows from the newest on as offsets into {@link #s}. */
    final double[] alpha;

    final int[] order;

    LbfgsArrays(Bounds bounds, int memory, BracketLanes searches) {
        this.n = bounds.dimension();
        this.memory = memory;
        this.rows = memory + SPARE;
        this.bounds = bounds;
        this.straight = bounds.isUnbounded();
        this.step = searches.steps();
        this.startSlope = searches.startSlopes();
        nearLower = new double[n];
        nearUpper = new double[n];
        for (int j = 0; j < n; j++) {
            double range = bounds.upper()[j] - bounds.lower()[j];
            nearLower[j] = LbfgsDirection.NEAR * Math.min(range, 1 + Math.abs(bounds.lower()[j]));
            nearUpper[j] = LbfgsDirection.NEAR * Math.min(range, 1 + Math.abs(bounds.upper()[j]));
        }
        Arrays.fill(atBorder, true);
        int size = Math.multiplyExact(n, WIDTH);
        x = new double[size];
        g = new double[size];
        d = new double[size];
        trial = new double[size];
        q = new double[size];
        s = new double[Math.multiplyExact(size, rows)];
        y = new double[s.length];
        rho = new double[rows * WIDTH];
        alpha = new double[rows * WIDTH];
        order = new int[rows];
    }

    private static double[] filled(double value) {
        double[] numbers = new double[WIDTH];
        Arrays.fill(numbers, value);
        return numbers;
    }

    /** The row that is {@code age} rows older than the head. */
    int row(int age) {
        int row = head - age;
        return row < 0 ? row + rows : row;
    }

    /** The row that is to be the newest next. */
    int nextRow() {
        return head + 1 == rows ? 0 : head + 1;
    }

    /** Whether the next row would overwrite a pair of the lane. */
    boolean isOldestRowInUse(int lane) {
        return (pairs[lane] >> rows - 1 & 1) != 0;
    }

    /** Makes the next row the newest, with the pairs of the lanes that learnt; lanes that remember too many forget their oldest. */
    void advance(int learnt) {
        head = nextRow();
        for (int lane = 0; lane < WIDTH; lane++) {
            int learns = learnt >> lane & 1;
            int now = pairs[lane] << 1 | learns;
            if (learns != 0) {
                rho[head * WIDTH + lane] = newRho[lane];
                gamma[lane] = newGamma[lane];
                if (Integer.bitCount(now) > memory) {
                    int oldest = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(now);
                    now ^= 1 << oldest;
                    rho[row(oldest) * WIDTH + lane] = 0;
                }
            }
            pairs[lane] = now;
        }
    }

    /** Keeps a trial of a long step from overflowing, as {@link org.thalweg.core.linesearch.ProjectedPath#place} does. */
    void keepFinite(int lane) {
        if (step[lane] > 1) {
            for (int at = lane; at < trial.length; at += WIDTH) {
                trial[at] = Math.min(Math.max(trial[at], -Double.MAX_VALUE), Double.MAX_VALUE);
            }
        }
    }

    /** Fills {@link #order} and returns the number of rows in which some lane has a pair. */
    int orderRows() {
        int union = 0;
        for (int lane = 0; lane < WIDTH; lane++) {
            union |= moves[lane] != 0 ? pairs[lane] : 0;
        }
        int count = Integer.SIZE - Integer.numberOfLeadingZeros(union);
        for (int age = 0; age < count; age++) {
            order[age] = row(age);
        }
        return count;
    }

    /** Overwrites {@code out} with a lane's column of {@code columns}. */
    void get(double[] columns, int lane, double[] out) {
        for (int j = 0; j < n; j++) {
            out[j] = columns[j * WIDTH + lane];
        }
    }

    void set(double[] columns, int lane, double[] in) {
        for (int j = 0; j < n; j++) {
            columns[j * WIDTH + lane] = in[j];
        }
    }

    /** Forgets a lane's pairs. */
    void forget(int lane) {
        pairs[lane] = 0;
        for (int row = 0; row < rows; row++) {
            rho[row * WIDTH + lane] = 0;
        }
    }

    /** Overwrites {@code into} with a lane's pairs. */
    void get(int lane, LbfgsMemory into) {
        into.clear(gamma[lane]);
        for (int age = rows - 1; age >= 0; age--) {
            if ((pairs[lane] >> age & 1) != 0) {
                int row = row(age);
                int slot = into.append(rho[row * WIDTH + lane]);
                for (int j = 0; j < n; j++) {
                    int at = (row * n + j) * WIDTH + lane;
                    into.set(slot, j, s[at], y[at]);
                }
            }
        }
    }

    /** Overwrites a lane's pairs: the newest rows hold them. */
    void set(int lane, LbfgsMemory from) {
        forget(lane);
        gamma[lane] = from.gamma();
        pairs[lane] = (1 << from.size()) - 1;
        for (int age = 0; age < from.size(); age++) {
            int row = row(age);
            rho[row * WIDTH + lane] = from.rho(age);
            for (int j = 0; j < n; j++) {
                int at = (row * n + j) * WIDTH + lane;
                s[at] = from.s(age, j);
                y[at] = from.y(age, j);
            }
        }
    }
}
