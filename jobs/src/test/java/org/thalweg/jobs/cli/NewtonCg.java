package org.thalweg.jobs.cli;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A second opinion: minimizes Σ log(1 + exp(−y·(b + x·w))) + ½·λ·‖w‖² by Newton's method, each step by conjugate gradients, with halved steps
 * where F does not fall. Shares no code with what it judges; parameters are b, then w.
 */
final class NewtonCg {
    private static final int PARTS = 64;
    private static final int MOST_STEPS = 50;

    private final LogisticData data;
    private final double lambda;
    private final double[] bends;

    NewtonCg(LogisticData data, double lambda) {
        this.data = data;
        this.lambda = lambda;
        bends = new double[data.rows()];
    }

    /** The least value, its gradient below 1e-9 of the first one. */
    double minimum() {
        double[] w = new double[data.features() + 1];
        double[] gradient = new double[w.length];
        double value = evaluate(w, gradient);
        double first = norm(gradient);
        for (int step = 0; step < MOST_STEPS && norm(gradient) > 1e-9 * first; step++) {
            double[] direction = solve(gradient, Math.min(0.1, norm(gradient) / first));
            double length = 1;
            double[] trial = moved(w, direction, length);
            double[] there = new double[w.length];
            double next = evaluate(trial, there);
            while (next > value && length > 1e-6) {
                length /= 2;
                trial = moved(w, direction, length);
                next = evaluate(trial, there);
            }
            w = trial;
            gradient = there;
            value = next;
        }
        return value;
    }

    private static double[] moved(double[] w, double[] direction, double length) {
        double[] moved = w.clone();
        for (int j = 0; j < w.length; j++) {
            moved[j] += length * direction[j];
        }
        return moved;
    }

    private static double norm(double[] v) {
        return Math.sqrt(Arrays.stream(v).map(x -> x * x).sum());
    }

    private double product(int row, double[] w) {
        double z = w[0];
        for (int k = data.starts()[row]; k < data.starts()[row + 1]; k++) {
            z += w[1 + data.indices()[k]] * data.values()[k];
        }
        return z;
    }

    private void add(int row, double factor, double[] sums) {
        sums[0] += factor;
        for (int k = data.starts()[row]; k < data.starts()[row + 1]; k++) {
            sums[1 + data.indices()[k]] += factor * data.values()[k];
        }
    }

    private int first(int part) {
        return (int) ((long) data.rows() * part / PARTS);
    }

    /** Overwrites {@code gradient}, and the bends with σ(z)·(1 − σ(z)). */
    private double evaluate(double[] w, double[] gradient) {
        double[] values = new double[PARTS];
        double[][] sums = new double[PARTS][];
        IntStream.range(0, PARTS).parallel().forEach(part -> {
            double[] sum = new double[w.length];
            double value = 0;
            for (int row = first(part); row < first(part + 1); row++) {
                double margin = data.labels()[row] * product(row, w);
                double e = Math.exp(-Math.abs(margin));
                value += Math.log1p(e) + Math.max(0, -margin);
                double miss = margin >= 0 ? e / (1 + e) : 1 / (1 + e);
                add(row, -data.labels()[row] * miss, sum);
                bends[row] = e / ((1 + e) * (1 + e));
            }
            values[part] = value;
            sums[part] = sum;
        });
        double value = Arrays.stream(values).sum();
        Arrays.fill(gradient, 0);
        for (double[] sum : sums) {
            for (int j = 0; j < gradient.length; j++) {
                gradient[j] += sum[j];
            }
        }
        for (int j = 1; j < w.length; j++) {
            gradient[j] += lambda * w[j];
            value += lambda / 2 * w[j] * w[j];
        }
        return value;
    }

    private double[] hessianTimes(double[] v) {
        double[][] sums = new double[PARTS][];
        IntStream.range(0, PARTS).parallel().forEach(part -> {
            double[] sum = new double[v.length];
            for (int row = first(part); row < first(part + 1); row++) {
                add(row, bends[row] * product(row, v), sum);
            }
            sums[part] = sum;
        });
        double[] all = new double[v.length];
        for (int j = 0; j < v.length; j++) {
            for (double[] sum : sums) {
                all[j] += sum[j];
            }
            all[j] += j > 0 ? lambda * v[j] : 0;
        }
        return all;
    }

    /** −H⁻¹·g, up to a residual of {@code forcing}·‖g‖. */
    private double[] solve(double[] gradient, double forcing) {
        double[] x = new double[gradient.length];
        double[] r = Arrays.stream(gradient).map(g -> -g).toArray();
        double[] p = r.clone();
        double rr = Arrays.stream(r).map(a -> a * a).sum();
        double goal = forcing * forcing * rr;
        for (int i = 0; i < 500 && rr > goal; i++) {
            double[] hp = hessianTimes(p);
            double php = 0;
            for (int j = 0; j < p.length; j++) {
                php += p[j] * hp[j];
            }
            double next = 0;
            for (int j = 0; j < p.length; j++) {
                x[j] += rr / php * p[j];
                r[j] -= rr / php * hp[j];
                next += r[j] * r[j];
            }
            for (int j = 0; j < p.length; j++) {
                p[j] = r[j] + next / rr * p[j];
            }
            rr = next;
        }
        return x;
    }
}
