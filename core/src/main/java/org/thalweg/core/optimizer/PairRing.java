package org.thalweg.core.optimizer;

import java.util.Arrays;
import org.thalweg.core.linalg.Bounds;

/**
 * The pairs of {@link LbfgsMemory} for all lanes: they share {@code rows} rows of a ring, of which {@code head} is the newest.
 *
 * <p>A row is added when any lane takes a step; in it, lanes that took none have ρ = 0 and finite numbers, and so has every lane
 * in a row that it no longer remembers. Such a row takes part in the two loops without a trace: α = 0, β = 0, nothing is added.
 */
final class PairRing {
    private static final int WIDTH = DescentLanes.WIDTH;

    /** Rows beyond the pairs that a lane remembers, for those in which it took no step. */
    private static final int SPARE = 3;

    final int n;
    final int rows;
    private final int memory;

    /** Row r, coordinate j of lane i at {@code [(r * n + j) * WIDTH + i]}. */
    final double[] s;

    final double[] y;
    final double[] rho;
    final double[] gamma = new double[WIDTH];
    private int head;
    /** Which rows hold a pair of the lane: the row that is k rows older than the head as bit k. */
    private final int[] pairs = new int[WIDTH];

    /** Of the pair: ‖y‖², ρ and γ. */
    final double[] yy = new double[WIDTH];

    final double[] newRho = new double[WIDTH];
    final double[] newGamma = new double[WIDTH];

    /** The most that ε may be at each bound. */
    final double[] nearLower;

    final double[] nearUpper;

    /** Scratch of the two loops: αₖ, row by row, and the rows from the newest on. */
    final double[] alpha;

    final int[] order;

    PairRing(Bounds bounds, int memory) {
        this.n = bounds.dimension();
        this.memory = memory;
        this.rows = memory + SPARE;
        nearLower = new double[n];
        nearUpper = new double[n];
        for (int j = 0; j < n; j++) {
            double range = bounds.upper()[j] - bounds.lower()[j];
            nearLower[j] = LbfgsDirection.NEAR * Math.min(range, 1 + Math.abs(bounds.lower()[j]));
            nearUpper[j] = LbfgsDirection.NEAR * Math.min(range, 1 + Math.abs(bounds.upper()[j]));
        }
        s = new double[Math.multiplyExact(Math.multiplyExact(n, WIDTH), rows)];
        y = new double[s.length];
        rho = new double[rows * WIDTH];
        alpha = new double[rows * WIDTH];
        order = new int[rows];
        Arrays.fill(gamma, 1);
    }

    /** The row that is {@code age} rows older than the head. */
    private int row(int age) {
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

    /** Fills {@link #order} and returns the number of rows in which some of the lanes, lane i as bit i, has a pair. */
    int orderRows(int lanes) {
        int union = 0;
        for (int lane = 0; lane < WIDTH; lane++) {
            union |= (lanes >> lane & 1) != 0 ? pairs[lane] : 0;
        }
        int count = Integer.SIZE - Integer.numberOfLeadingZeros(union);
        for (int age = 0; age < count; age++) {
            order[age] = row(age);
        }
        return count;
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
