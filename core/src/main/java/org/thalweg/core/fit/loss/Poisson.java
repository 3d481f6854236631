package org.thalweg.core.fit.loss;

import org.thalweg.core.kernel.elementary.Elementary;

/**
 * The negative log-likelihood of a count y whose mean is exp(z), without the term log(y!) that does not depend on z: exp(z) − y·z.
 */
public record Poisson() implements Loss {

    @Override
    public String name() {
        return "poisson";
    }

    @Override
    public String formula() {
        return "exp(z) - y*z";
    }

    @Override
    public double value(double z, double y) {
        return Elementary.exp(z) - y * z;
    }

    @Override
    public double slope(double z, double y) {
        return Elementary.exp(z) - y;
    }

    @Override
    public double curvature(double z, double y) {
        return Elementary.exp(z);
    }

    @Override
    public boolean accepts(double y) {
        return y >= 0 && y < Double.POSITIVE_INFINITY;
    }

    @Override
    public String demand() {
        return "be a count, 0 or more";
    }

    @Override
    public boolean hasResiduals() {
        return false;
    }
}
