package org.thalweg.core.conformance;

import java.util.Arrays;

/** Objectives of the literature, written by hand with their gradients. */
public final class Landscapes {

    private Landscapes() {}

    /** ½ Σ cᵢ(xᵢ − i)², curvatures from 1 to {@code condition} in geometric progression. */
    public static Formula quadratic(int n, double condition) {
        return new Formula(n, (x, g) -> {
            double f = 0;
            for (int i = 0; i < n; i++) {
                double c = n == 1 ? condition : StrictMath.pow(condition, i / (n - 1.0));
                double t = x[i] - i;
                f += 0.5 * c * t * t;
                g[i] = c * t;
            }
            return f;
        });
    }

    /** Σ 100(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)². */
    public static Formula rosenbrock(int n) {
        return new Formula(n, (x, g) -> {
            Arrays.fill(g, 0);
            double f = 0;
            for (int i = 0; i + 1 < n; i++) {
                double a = x[i + 1] - x[i] * x[i];
                double b = 1 - x[i];
                f += 100 * a * a + b * b;
                g[i] += -400 * a * x[i] - 2 * b;
                g[i + 1] += 200 * a;
            }
            return f;
        });
    }

    public static Formula beale() {
        return new Formula(2, (x, g) -> {
            double f = 0;
            g[0] = 0;
            g[1] = 0;
            double[] c = {1.5, 2.25, 2.625};
            double power = 1;
            for (int k = 1; k <= 3; k++) {
                double before = power;
                power *= x[1];
                double r = c[k - 1] - x[0] * (1 - power);
                f += r * r;
                g[0] += -2 * r * (1 - power);
                g[1] += 2 * r * x[0] * k * before;
            }
            return f;
        });
    }

    public static Formula himmelblau() {
        return new Formula(2, (x, g) -> {
            double a = x[0] * x[0] + x[1] - 11;
            double b = x[0] + x[1] * x[1] - 7;
            g[0] = 4 * a * x[0] + 2 * b;
            g[1] = 2 * a + 4 * b * x[1];
            return a * a + b * b;
        });
    }

    public static Formula booth() {
        return new Formula(2, (x, g) -> {
            double a = x[0] + 2 * x[1] - 7;
            double b = 2 * x[0] + x[1] - 5;
            g[0] = 2 * a + 4 * b;
            g[1] = 4 * a + 2 * b;
            return a * a + b * b;
        });
    }

    /** x⁴ + y²: its Hessian is singular at the minimum. */
    public static Formula quartic() {
        return new Formula(2, (x, g) -> {
            g[0] = 4 * x[0] * x[0] * x[0];
            g[1] = 2 * x[1];
            return x[0] * x[0] * x[0] * x[0] + x[1] * x[1];
        });
    }

    /** log(x⁴ + x³ + 2): the running example. */
    public static Formula logQuartic() {
        return new Formula(1, (x, g) -> {
            double t = x[0];
            double inner = t * t * t * t + t * t * t + 2;
            g[0] = (4 * t * t * t + 3 * t * t) / inner;
            return StrictMath.log(inner);
        });
    }

    public static Formula rastrigin(int n) {
        return new Formula(n, (x, g) -> {
            double f = 10.0 * n;
            for (int i = 0; i < n; i++) {
                f += x[i] * x[i] - 10 * StrictMath.cos(2 * Math.PI * x[i]);
                g[i] = 2 * x[i] + 20 * Math.PI * StrictMath.sin(2 * Math.PI * x[i]);
            }
            return f;
        });
    }

    public static Formula goldsteinPrice() {
        return new Formula(2, (v, g) -> {
            double x = v[0];
            double y = v[1];
            double a = x + y + 1;
            double p = 19 - 14 * x + 3 * x * x - 14 * y + 6 * x * y + 3 * y * y;
            double px = -14 + 6 * x + 6 * y;
            double u = 1 + a * a * p;
            double ux = 2 * a * p + a * a * px;
            double b = 2 * x - 3 * y;
            double q = 18 - 32 * x + 12 * x * x + 48 * y - 36 * x * y + 27 * y * y;
            double qx = -32 + 24 * x - 36 * y;
            double qy = 48 - 36 * x + 54 * y;
            double w = 30 + b * b * q;
            g[0] = ux * w + u * (4 * b * q + b * b * qx);
            g[1] = ux * w + u * (-6 * b * q + b * b * qy);
            return u * w;
        });
    }

    public static Formula sixHumpCamel() {
        return new Formula(2, (v, g) -> {
            double x = v[0];
            double y = v[1];
            g[0] = 8 * x - 8.4 * x * x * x + 2 * x * x * x * x * x + y;
            g[1] = x - 8 * y + 16 * y * y * y;
            return (4 - 2.1 * x * x + x * x * x * x / 3) * x * x + x * y + (-4 + 4 * y * y) * y * y;
        });
    }

    public static Formula styblinskiTang(int n) {
        return new Formula(n, (x, g) -> {
            double f = 0;
            for (int i = 0; i < n; i++) {
                double t = x[i];
                f += 0.5 * (t * t * t * t - 16 * t * t + 5 * t);
                g[i] = 2 * t * t * t - 16 * t + 2.5;
            }
            return f;
        });
    }

    /** −20 exp(−0.2 √(Σx²/n)) − exp(Σcos(2πx)/n) + 20 + e: a cone at its minimum. */
    public static Formula ackley(int n) {
        return new Formula(n, (x, g) -> {
            double squares = 0;
            double cosines = 0;
            for (double t : x) {
                squares += t * t;
                cosines += StrictMath.cos(2 * Math.PI * t);
            }
            double root = Math.sqrt(squares / n);
            double a = 20 * StrictMath.exp(-0.2 * root);
            double b = StrictMath.exp(cosines / n);
            for (int i = 0; i < n; i++) {
                g[i] = (root == 0 ? 0 : 0.2 * a * x[i] / (root * n))
                        + b * 2 * Math.PI / n * StrictMath.sin(2 * Math.PI * x[i]);
            }
            return 20 + Math.E - a - b;
        });
    }

    public static Formula griewank(int n) {
        return new Formula(n, (x, g) -> {
            double sum = 0;
            double product = 1;
            for (int i = 0; i < n; i++) {
                sum += x[i] * x[i] / 4000;
                product *= StrictMath.cos(x[i] / Math.sqrt(i + 1.0));
            }
            for (int i = 0; i < n; i++) {
                double others = 1;
                for (int j = 0; j < n; j++) {
                    if (j != i) {
                        others *= StrictMath.cos(x[j] / Math.sqrt(j + 1.0));
                    }
                }
                double root = Math.sqrt(i + 1.0);
                g[i] = x[i] / 2000 + others * StrictMath.sin(x[i] / root) / root;
            }
            return 1 + sum - product;
        });
    }

    /** Powell's singular function: its Hessian has rank 2 at the minimum. */
    public static Formula powellSingular() {
        return new Formula(4, (x, g) -> {
            double a = x[0] + 10 * x[1];
            double b = x[2] - x[3];
            double c = x[1] - 2 * x[2];
            double d = x[0] - x[3];
            g[0] = 2 * a + 40 * d * d * d;
            g[1] = 20 * a + 4 * c * c * c;
            g[2] = 10 * b - 8 * c * c * c;
            g[3] = -10 * b - 40 * d * d * d;
            return a * a + 5 * b * b + c * c * c * c + 10 * d * d * d * d;
        });
    }

    public static Formula wood() {
        return new Formula(4, (x, g) -> {
            double a = x[1] - x[0] * x[0];
            double b = x[3] - x[2] * x[2];
            double p = x[1] - 1;
            double q = x[3] - 1;
            g[0] = -400 * a * x[0] - 2 * (1 - x[0]);
            g[1] = 200 * a + 20.2 * p + 19.8 * q;
            g[2] = -360 * b * x[2] - 2 * (1 - x[2]);
            g[3] = 180 * b + 20.2 * q + 19.8 * p;
            return 100 * a * a
                    + (1 - x[0]) * (1 - x[0])
                    + 90 * b * b
                    + (1 - x[2]) * (1 - x[2])
                    + 10.1 * (p * p + q * q)
                    + 19.8 * p * q;
        });
    }

    public static Formula dixonPrice(int n) {
        return new Formula(n, (x, g) -> {
            Arrays.fill(g, 0);
            double f = (x[0] - 1) * (x[0] - 1);
            g[0] = 2 * (x[0] - 1);
            for (int i = 1; i < n; i++) {
                double a = 2 * x[i] * x[i] - x[i - 1];
                f += (i + 1) * a * a;
                g[i] += 8 * (i + 1) * a * x[i];
                g[i - 1] -= 2 * (i + 1) * a;
            }
            return f;
        });
    }

    public static Formula zakharov(int n) {
        return new Formula(n, (x, g) -> {
            double squares = 0;
            double sum = 0;
            for (int i = 0; i < n; i++) {
                squares += x[i] * x[i];
                sum += 0.5 * (i + 1) * x[i];
            }
            for (int i = 0; i < n; i++) {
                g[i] = 2 * x[i] + (i + 1) * (sum + 2 * sum * sum * sum);
            }
            return squares + sum * sum + sum * sum * sum * sum;
        });
    }

    /** Lennard-Jones energy of a cluster of {@code atoms} atoms. */
    public static Formula lennardJones(int atoms) {
        return new Formula(3 * atoms, (x, g) -> {
            Arrays.fill(g, 0);
            double f = 0;
            for (int i = 0; i < atoms; i++) {
                for (int j = i + 1; j < atoms; j++) {
                    double dx = x[3 * i] - x[3 * j];
                    double dy = x[3 * i + 1] - x[3 * j + 1];
                    double dz = x[3 * i + 2] - x[3 * j + 2];
                    double inverse = 1 / (dx * dx + dy * dy + dz * dz);
                    double s = inverse * inverse * inverse;
                    f += 4 * (s * s - s);
                    double c = -24 * inverse * (2 * s * s - s);
                    g[3 * i] += c * dx;
                    g[3 * i + 1] += c * dy;
                    g[3 * i + 2] += c * dz;
                    g[3 * j] -= c * dx;
                    g[3 * j + 1] -= c * dy;
                    g[3 * j + 2] -= c * dz;
                }
            }
            return f;
        });
    }

    /** x − Σ log x: its domain is the positive orthant. */
    public static Formula logBarrier(int n) {
        return new Formula(n, (x, g) -> {
            double f = 0;
            for (int i = 0; i < n; i++) {
                f += (i + 1) * x[i] - StrictMath.log(x[i]);
                g[i] = i + 1 - 1 / x[i];
            }
            return f;
        });
    }
}
