package org.thalweg.core.fit.loss;

/** The square of the residual, (y − z)²: least squares, and maximum likelihood where errors are normal. */
public record Squared() implements Loss {

    @Override
    public String name() {
        return "squared";
    }

    @Override
    public String formula() {
        return "(y - z)^2";
    }

    @Override
    public double value(double z, double y) {
        double residual = y - z;
        return residual * residual;
    }

    @Override
    public double slope(double z, double y) {
        return -2 * (y - z);
    }

    @Override
    public double curvature(double z, double y) {
        return 2;
    }
}
