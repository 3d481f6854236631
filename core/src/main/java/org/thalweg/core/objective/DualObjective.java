package org.thalweg.core.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A function written in Java as an objective, differentiated exactly by dual numbers.
 *
 * <p>A gradient costs n evaluations over dual numbers, a Hessian n(n + 1)/2 over dual numbers of dual numbers: for small n. Value, gradient
 * and Hessian have the same bits on every machine as long as the function calculates with its {@link Real} arguments alone.
 *
 * @param f the function; what it holds must be serializable if the objective is to travel
 */
public record DualObjective(RealFunction f) implements TwiceDifferentiableObjective {

    @Override
    public int dimension() {
        return f.dimension();
    }

    @Override
    public double value(double[] x) {
        return at(i -> new Plain(x[i])).toDouble();
    }

    @Override
    public double valueAndGradient(double[] x, double[] gradient) {
        for (int j = 0; j < gradient.length; j++) {
            int along = j;
            gradient[j] = at(i -> dual(x[i], i == along)).slope().toDouble();
        }
        return value(x);
    }

    @Override
    public double valueGradientAndHessian(double[] x, double[] gradient, double[] hessian) {
        int n = dimension();
        for (int j = 0; j < n; j++) {
            for (int k = j; k < n; k++) {
                int first = j;
                int second = k;
                IntFunction<Dual<Dual<Plain>>> moving =
                        i -> new Dual<>(dual(x[i], i == first), dual(i == second ? 1 : 0, false));
                double mixed = at(moving).slope().slope().toDouble();
                hessian[j * n + k] = mixed;
                hessian[k * n + j] = mixed;
            }
        }
        return valueAndGradient(x, gradient);
    }

    private static Dual<Plain> dual(double value, boolean moves) {
        return new Dual<>(new Plain(value), new Plain(moves ? 1 : 0));
    }

    private <R extends Real<R>> R at(IntFunction<R> coordinate) {
        List<R> point = new ArrayList<>(dimension());
        for (int i = 0; i < dimension(); i++) {
            point.add(coordinate.apply(i));
        }
        return f.of(point);
    }
}
