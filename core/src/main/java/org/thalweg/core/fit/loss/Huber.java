package org.thalweg.core.fit.loss;

/**
 * Half the square of the residual r = y − z up to δ, and from there straight on: ½r² for |r| ≤ δ, δ·(|r| − ½δ) beyond.
 *
 * <p>The bow is min(1, δ/|r|). Reference: Huber, <i>Robust estimation of a location parameter</i>, Ann. Math. Statist. 35 (1964),
 * doi:10.1214/aoms/1177703732.
 *
 * @param threshold δ, in the units of y
 */
public record Huber(double threshold) implements Loss {
    /** δ where nothing is said: 95 % efficient for normal errors of standard deviation 1. */
    public static final double USUAL = 1.345;

    public Huber {
        requirePositive("threshold", threshold);
    }

    static void requirePositive(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("%s (%s) must be positive and finite".formatted(what, value));
        }
    }

    @Override
    public String name() {
        return "huber";
    }

    @Override
    public String formula() {
        String delta = Double.toString(threshold);
        return "r = abs(y - z); if(r <= %s, r^2/2, %s*(r - %s/2))".formatted(delta, delta, delta);
    }

    @Override
    public double value(double z, double y) {
        double size = Math.abs(y - z);
        return size <= threshold ? 0.5 * size * size : threshold * (size - 0.5 * threshold);
    }

    @Override
    public double slope(double z, double y) {
        double residual = y - z;
        return -Math.max(-threshold, Math.min(threshold, residual));
    }

    @Override
    public double curvature(double z, double y) {
        return Math.abs(y - z) <= threshold ? 1 : 0;
    }

    @Override
    public double bow(double z, double y) {
        double size = Math.abs(y - z);
        return size <= threshold ? 1 : threshold / size;
    }

    @Override
    public boolean bowsAsItCurves() {
        return false;
    }
}
