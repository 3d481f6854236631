package org.thalweg.core.search;

import org.thalweg.core.kernel.elementary.Elementary;

/**
 * ln Γ(x) for x &gt; 0, with an error below 1e-14 · max(1, |ln Γ(x)|).
 *
 * <p>Stirling's series (NIST Digital Library of Mathematical Functions, 5.11.1) from x = 10 on, Γ(x) = Γ(x + m) / (x ⋯ (x + m − 1))
 * below.
 */
final class LogGamma {
    private static final double FROM = 10;
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

    /** B₂ₖ / (2k (2k − 1)) for k = 1 … 8. */
    private static final double[] STIRLING = {
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400
    };

    private LogGamma() {}

    static double of(double x) {
        double product = 1;
        double y = x;
        while (y < FROM) {
            product *= y++;
        }
        double inverse = 1 / y;
        double square = inverse * inverse;
        double series = 0;
        for (int k = STIRLING.length - 1; k >= 0; k--) {
            series = series * square + STIRLING[k];
        }
        return (y - 0.5) * Elementary.log(y) - y + HALF_LOG_TWO_PI + series * inverse - Elementary.log(product);
    }
}
