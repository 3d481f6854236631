package org.thalweg.core.search;

import java.io.Serializable;
import org.thalweg.core.objective.DifferentiableObjective;
import org.thalweg.core.objective.Objective;
import org.thalweg.core.objective.TwiceDifferentiableObjective;

/** A number with its gradient and Hessian: exact derivatives of test functions. */
final class Jet {
    final double value;
    final double[] gradient;
    final double[] hessian;

    private Jet(double value, int n) {
        this.value = value;
        gradient = new double[n];
        hessian = new double[n * n];
    }

    /** A function of jets. */
    interface Body extends Serializable {
        Jet apply(Jet[] x);
    }

    static TwiceDifferentiableObjective objective(int n, Body body) {
        return new TwiceDifferentiableObjective() {
            @Override
            public int dimension() {
                return n;
            }

            @Override
            public double valueAndGradient(double[] x, double[] gradient) {
                return valueGradientAndHessian(x, gradient, new double[n * n]);
            }

            @Override
            public double valueGradientAndHessian(double[] x, double[] gradient, double[] hessian) {
                Jet[] jets = new Jet[n];
                for (int i = 0; i < n; i++) {
                    jets[i] = new Jet(x[i], n);
                    jets[i].gradient[i] = 1;
                }
                Jet f = body.apply(jets);
                System.arraycopy(f.gradient, 0, gradient, 0, n);
                System.arraycopy(f.hessian, 0, hessian, 0, n * n);
                return f.value;
            }
        };
    }

    /** The same function without its derivatives. */
    static Objective valuesOnly(TwiceDifferentiableObjective f) {
        return new Objective() {
            @Override
            public int dimension() {
                return f.dimension();
            }

            @Override
            public double value(double[] x) {
                return f.value(x);
            }
        };
    }

    /** The same function without its Hessian. */
    static DifferentiableObjective gradientOnly(DifferentiableObjective f) {
        return new DifferentiableObjective() {
            @Override
            public int dimension() {
                return f.dimension();
            }

            @Override
            public double valueAndGradient(double[] x, double[] gradient) {
                return f.valueAndGradient(x, gradient);
            }
        };
    }

    /** g(this), from g and its first two derivatives here. */
    private Jet chain(double g, double g1, double g2) {
        int n = gradient.length;
        Jet out = new Jet(g, n);
        for (int i = 0; i < n; i++) {
            out.gradient[i] = g1 * gradient[i];
            for (int j = 0; j < n; j++) {
                out.hessian[i * n + j] = g1 * hessian[i * n + j] + g2 * gradient[i] * gradient[j];
            }
        }
        return out;
    }

    private static Jet combine(double value, double a, Jet x, double b, Jet y) {
        int n = x.gradient.length;
        Jet out = new Jet(value, n);
        for (int i = 0; i < n; i++) {
            out.gradient[i] = a * x.gradient[i] + b * y.gradient[i];
        }
        for (int i = 0; i < n * n; i++) {
            out.hessian[i] = a * x.hessian[i] + b * y.hessian[i];
        }
        return out;
    }

    Jet plus(Jet that) {
        return combine(value + that.value, 1, this, 1, that);
    }

    Jet minus(Jet that) {
        return combine(value - that.value, 1, this, -1, that);
    }

    Jet times(Jet that) {
        int n = gradient.length;
        Jet out = combine(value * that.value, that.value, this, value, that);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                out.hessian[i * n + j] += gradient[i] * that.gradient[j] + gradient[j] * that.gradient[i];
            }
        }
        return out;
    }

    Jet over(Jet that) {
        double v = that.value;
        return times(that.chain(1 / v, -1 / (v * v), 2 / (v * v * v)));
    }

    Jet plus(double c) {
        return chain(value + c, 1, 0);
    }

    Jet minus(double c) {
        return chain(value - c, 1, 0);
    }

    Jet times(double c) {
        return chain(value * c, c, 0);
    }

    Jet negated() {
        return times(-1);
    }

    Jet squared() {
        return pow(2);
    }

    /** A whole power. */
    Jet pow(int k) {
        return chain(whole(value, k), k * whole(value, k - 1), k * (k - 1.0) * whole(value, k - 2));
    }

    private static double whole(double x, int k) {
        if (k < 0) {
            return 1 / whole(x, -k);
        }
        double product = 1;
        for (int i = 0; i < k; i++) {
            product *= x;
        }
        return product;
    }

    Jet exp() {
        double e = StrictMath.exp(value);
        return chain(e, e, e);
    }

    Jet log() {
        return chain(StrictMath.log(value), 1 / value, -1 / (value * value));
    }

    Jet sin() {
        double s = StrictMath.sin(value);
        return chain(s, StrictMath.cos(value), -s);
    }

    Jet cos() {
        double c = StrictMath.cos(value);
        return chain(c, -StrictMath.sin(value), -c);
    }

    Jet tan() {
        return sin().over(cos());
    }

    Jet sqrt() {
        double r = Math.sqrt(value);
        return chain(r, 0.5 / r, -0.25 / (value * r));
    }

    Jet abs() {
        return chain(Math.abs(value), Math.signum(value), 0);
    }

    Jet floor() {
        return chain(Math.floor(value), 0, 0);
    }

    Jet max(Jet that) {
        return value >= that.value ? this : that;
    }

    Jet min(Jet that) {
        return value <= that.value ? this : that;
    }

    Jet max(double c) {
        return value >= c ? this : chain(c, 0, 0);
    }
}
