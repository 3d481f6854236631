package org.thalweg.core.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A function written in Java as an objective, differentiated exactly in reverse mode, on a tape.
 *
 * <p>A gradient costs a few evaluations, however many variables there are, and memory for every step of one evaluation; a Hessian costs n
 * gradients over dual numbers. For few variables {@link DualObjective} needs no memory. Value, gradient and Hessian have the
 * same bits on every machine as long as the function calculates with its {@link Real} arguments alone.
 *
 * @param f the function; what it holds must be serializable if the objective is to travel
 */
public record TapeObjective(RealFunction f) implements TwiceDifferentiableObjective {

    @Override
    public int dimension() {
        return f.dimension();
    }

    @Override
    public double value(double[] x) {
        List<Plain> point = new ArrayList<>(dimension());
        for (int i = 0; i < dimension(); i++) {
            point.add(new Plain(x[i]));
        }
        return f.of(point).toDouble();
    }

    @Override
    public double valueAndGradient(double[] x, double[] gradient) {
        Swept<Plain> swept = sweep(new Plain(1), i -> new Plain(x[i]));
        for (int i = 0; i < dimension(); i++) {
            gradient[i] = swept.gradient().get(i).toDouble();
        }
        return swept.value().toDouble();
    }

    @Override
    public double valueGradientAndHessian(double[] x, double[] gradient, double[] hessian) {
        int n = dimension();
        for (int j = 0; j < n; j++) {
            int along = j;
            Swept<Dual<Plain>> swept = sweep(
                    new Dual<>(new Plain(1), new Plain(0)),
                    i -> new Dual<>(new Plain(x[i]), new Plain(i == along ? 1 : 0)));
            for (int i = j; i < n; i++) {
                double mixed = swept.gradient().get(i).slope().toDouble();
                hessian[i * n + j] = mixed;
                hessian[j * n + i] = mixed;
            }
        }
        return valueAndGradient(x, gradient);
    }

    private record Swept<R>(R value, List<R> gradient) {}

    private <R extends Real<R>> Swept<R> sweep(R one, IntFunction<R> coordinate) {
        Tape<R> tape = new Tape<>(one);
        List<Taped<R>> point = new ArrayList<>(dimension());
        for (int i = 0; i < dimension(); i++) {
            point.add(tape.variable(coordinate.apply(i)));
        }
        Taped<R> result = f.of(point);
        return new Swept<>(result.value(), tape.adjoints(result, dimension()));
    }
}
