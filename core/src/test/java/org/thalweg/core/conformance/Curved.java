package org.thalweg.core.conformance;

import org.thalweg.core.objective.TwiceDifferentiableObjective;

/** A formula with its Hessian, by central differences of the gradient: right to about ten digits. */
public record Curved(Formula formula) implements TwiceDifferentiableObjective {

    @Override
    public int dimension() {
        return formula.dimension();
    }

    @Override
    public double valueAndGradient(double[] x, double[] gradient) {
        return formula.valueAndGradient(x, gradient);
    }

    @Override
    public double valueGradientAndHessian(double[] x, double[] gradient, double[] hessian) {
        int n = dimension();
        double[] point = x.clone();
        double[] above = new double[n];
        double[] below = new double[n];
        for (int j = 0; j < n; j++) {
            double h = 0x1p-17 * Math.max(1, Math.abs(x[j]));
            point[j] = x[j] + h;
            formula.valueAndGradient(point, above);
            point[j] = x[j] - h;
            formula.valueAndGradient(point, below);
            point[j] = x[j];
            for (int i = 0; i < n; i++) {
                hessian[i * n + j] = (above[i] - below[i]) / (2 * h);
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = 0.5 * (hessian[i * n + j] + hessian[j * n + i]);
                hessian[i * n + j] = mean;
                hessian[j * n + i] = mean;
            }
        }
        return formula.valueAndGradient(x, gradient);
    }
}
