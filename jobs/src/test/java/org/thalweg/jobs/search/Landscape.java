package org.thalweg.jobs.search;

import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.DifferentiableObjective;
import org.thalweg.core.objective.Objective;

/** Functions to search, with and without gradients, with one minimum and with many. */
public enum Landscape {
    LOG_QUARTIC(new LogQuartic(), Bounds.cube(1, -10, 10)),
    HIMMELBLAU(new Himmelblau(), Bounds.cube(2, -5, 5)),
    SIX_HUMP_CAMEL(new SixHumpCamel(), new Bounds(new double[] {-3, -2}, new double[] {3, 2})),
    ROSENBROCK(new Rosenbrock(4), Bounds.cube(4, -2, 2)),
    RASTRIGIN(new Rastrigin(3), Bounds.cube(3, -5.12, 5.12)),
    STYBLINSKI_TANG(new StyblinskiTang(4), Bounds.cube(4, -5, 5)),
    VALLEY_FLOOR(new ValleyFloor(), Bounds.cube(2, -3, 3)),
    BEALE(new Beale(), Bounds.cube(2, -4.5, 4.5)),
    BRANIN(new Branin(), new Bounds(new double[] {-5, 0}, new double[] {10, 15})),
    GOLDSTEIN_PRICE(new GoldsteinPrice(), Bounds.cube(2, -2, 2));

    private final Objective objective;
    private final Bounds bounds;

    Landscape(Objective objective, Bounds bounds) {
        this.objective = objective;
        this.bounds = bounds;
    }

    public Objective objective() {
        return objective;
    }

    public Bounds bounds() {
        return bounds;
    }

    public Search search(long starts) {
        return Search.minimize(objective, bounds).starts(starts);
    }

    /** log(x⁴ + x³ + 2): a minimum at −3/4, an inflection at 0. */
    record LogQuartic() implements DifferentiableObjective {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            double u = x[0];
            double inside = u * u * u * u + u * u * u + 2;
            gradient[0] = (4 * u * u * u + 3 * u * u) / inside;
            return StrictMath.log(inside);
        }
    }

    /** Four minima at 0. */
    public record Himmelblau() implements DifferentiableObjective {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            double a = x[0] * x[0] + x[1] - 11;
            double b = x[0] + x[1] * x[1] - 7;
            gradient[0] = 4 * x[0] * a + 2 * b;
            gradient[1] = 2 * a + 4 * x[1] * b;
            return a * a + b * b;
        }
    }

    /** Six minima, two of them global. */
    record SixHumpCamel() implements DifferentiableObjective {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            double u = x[0];
            double v = x[1];
            double u2 = u * u;
            gradient[0] = 8 * u - 8.4 * u2 * u + 2 * u2 * u2 * u + v;
            gradient[1] = u - 8 * v + 16 * v * v * v;
            return (4 - 2.1 * u2 + u2 * u2 / 3) * u2 + u * v + (4 * v * v - 4) * v * v;
        }
    }

    /** A bent valley: one minimum at (1, …, 1), and in four dimensions another. */
    public record Rosenbrock(int dimension) implements DifferentiableObjective {
        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            double sum = 0;
            java.util.Arrays.fill(gradient, 0);
            for (int i = 0; i + 1 < dimension; i++) {
                double a = x[i + 1] - x[i] * x[i];
                double b = 1 - x[i];
                gradient[i] += -400 * a * x[i] - 2 * b;
                gradient[i + 1] += 200 * a;
                sum += 100 * a * a + b * b;
            }
            return sum;
        }
    }

    /** Very many minima on a lattice. */
    record Rastrigin(int dimension) implements DifferentiableObjective {
        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            double sum = 10.0 * dimension;
            for (int i = 0; i < dimension; i++) {
                double turn = 2 * StrictMath.PI * x[i];
                gradient[i] = 2 * x[i] + 20 * StrictMath.PI * StrictMath.sin(turn);
                sum += x[i] * x[i] - 10 * StrictMath.cos(turn);
            }
            return sum;
        }
    }

    /** 2ⁿ minima. */
    record StyblinskiTang(int dimension) implements DifferentiableObjective {
        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            double sum = 0;
            for (int i = 0; i < dimension; i++) {
                double u = x[i];
                gradient[i] = (4 * u * u * u - 32 * u + 5) / 2;
                sum += (u * u * u * u - 16 * u * u + 5 * u) / 2;
            }
            return sum;
        }
    }

    /** (x·y − 1)²: minima along two hyperbolas, a saddle between them. */
    record ValleyFloor() implements DifferentiableObjective {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            double a = x[0] * x[1] - 1;
            gradient[0] = 2 * a * x[1];
            gradient[1] = 2 * a * x[0];
            return a * a;
        }
    }

    /** Values alone. */
    record Beale() implements Objective {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double value(double[] p) {
            double a = 1.5 - p[0] + p[0] * p[1];
            double b = 2.25 - p[0] + p[0] * p[1] * p[1];
            double c = 2.625 - p[0] + p[0] * p[1] * p[1] * p[1];
            return a * a + b * b + c * c;
        }
    }

    /** Values alone; three global minima. */
    record Branin() implements Objective {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double value(double[] p) {
            double pi = StrictMath.PI;
            double a = p[1] - 5.1 / (4 * pi * pi) * p[0] * p[0] + 5 / pi * p[0] - 6;
            return a * a + 10 * (1 - 1 / (8 * pi)) * StrictMath.cos(p[0]) + 10;
        }
    }

    /** Values alone; four minima of very different value. */
    record GoldsteinPrice() implements Objective {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double value(double[] p) {
            double x = p[0];
            double y = p[1];
            double a = x + y + 1;
            double b = 2 * x - 3 * y;
            return (1 + a * a * (19 - 14 * x + 3 * x * x - 14 * y + 6 * x * y + 3 * y * y))
                    * (30 + b * b * (18 - 32 * x + 12 * x * x + 48 * y - 36 * x * y + 27 * y * y));
        }
    }
}
