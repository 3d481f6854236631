package org.thalweg.core.fit.loss;

import org.thalweg.core.kernel.elementary.Elementary;

/**
 * The negative log-likelihood of a label y ∈ {−1, +1} (or {0, 1}) whose log-odds are z: log(1 + exp(−y·z)) with y = ±1.
 */
public record Logistic() implements Loss {

    @Override
    public String name() {
        return "logistic";
    }

    @Override
    public String formula() {
        return "softplus(-y*z), y = -1 or 1";
    }

    @Override
    public double value(double z, double y) {
        return Elementary.softplus(-margin(z, y));
    }

    @Override
    public double slope(double z, double y) {
        double s = Elementary.sigmoid(-margin(z, y));
        return y > 0 ? -s : s;
    }

    @Override
    public double curvature(double z, double y) {
        return Elementary.sigmoid(z) * Elementary.sigmoid(-z);
    }

    @Override
    public boolean accepts(double y) {
        return y == 1 || y == 0 || y == -1;
    }

    @Override
    public String demand() {
        return "be a label, -1 or 1 (or 0 or 1)";
    }

    @Override
    public boolean hasResiduals() {
        return false;
    }

    private static double margin(double z, double y) {
        return y > 0 ? z : -z;
    }
}
