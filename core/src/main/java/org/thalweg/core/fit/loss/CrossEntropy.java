package org.thalweg.core.fit.loss;

import org.thalweg.core.kernel.elementary.Elementary;

/**
 * The negative log-likelihood of a class y ∈ {0, 1} whose log-odds are z: log(1 + eᶻ) − y·z. Linear models take more classes than two
 * under this name, with log-odds for each.
 */
public record CrossEntropy() implements Loss {
    /** The name that users type. */
    public static final String NAME = "cross-entropy";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String formula() {
        return "softplus(z) - y*z, y = 0 or 1";
    }

    @Override
    public double value(double z, double y) {
        return Elementary.softplus(y > 0 ? -z : z);
    }

    @Override
    public double slope(double z, double y) {
        return y > 0 ? -Elementary.sigmoid(-z) : Elementary.sigmoid(z);
    }

    @Override
    public double curvature(double z, double y) {
        return Elementary.sigmoid(z) * Elementary.sigmoid(-z);
    }

    @Override
    public boolean accepts(double y) {
        return y == 0 || y == 1;
    }

    @Override
    public String demand() {
        return "be a class, 0 or 1; linear models take any number of classes";
    }

    @Override
    public boolean hasResiduals() {
        return false;
    }
}
