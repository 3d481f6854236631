package org.thalweg.core.fit.loss;

/**
 * The magnitude of the residual r = y − z, smoothed where it is small: √(r² + ε²) − ε, which lies below |r| by at most ε.
 *
 * <p>The bow is 1/√(r² + ε²), the parabola of iteratively reweighted least squares, which lies above ℓ.
 *
 * @param smoothing ε, in the units of y
 */
public record Absolute(double smoothing) implements Loss {
    /** ε where nothing is said. */
    public static final double USUAL = 1e-6;

    public Absolute {
        Huber.requirePositive("smoothing", smoothing);
    }

    @Override
    public String name() {
        return "absolute";
    }

    @Override
    public String formula() {
        return "sqrt((y - z)^2 + " + smoothing + "^2) - " + smoothing;
    }

    @Override
    public double value(double z, double y) {
        double residual = y - z;
        // √(r² + ε²) − ε without cancellation
        return residual * (residual / (length(residual) + smoothing));
    }

    @Override
    public double slope(double z, double y) {
        double residual = y - z;
        return -residual / length(residual);
    }

    @Override
    public double curvature(double z, double y) {
        double length = length(y - z);
        double share = smoothing / length;
        return share * share / length;
    }

    @Override
    public double bow(double z, double y) {
        return 1 / length(y - z);
    }

    private double length(double residual) {
        return Math.sqrt(Math.fma(residual, residual, smoothing * smoothing));
    }

    @Override
    public boolean bowsAsItCurves() {
        return false;
    }
}
