package org.thalweg.core.objective.standard;

import java.util.Arrays;

/** Michalewicz's function: a sum of functions of one coordinate each, whose minima were computed to 20 digits and rounded. */
final class Michalewicz {
    static final String TEXT = "-sum(i, 1, n, sin(x[i])*sin(i*x[i]^2/pi)^20)";

    private static final double[] COORDINATES = {
        2.2029055201726093, 1.5707963267948966, 1.2849915705529245, 1.9230584698663629,
        1.7204697725658413, 1.5707963267948966, 1.454413971362379, 1.7560865209450263,
        1.6557174168210291, 1.5707963267948966
    };
    private static final double[] VALUES = {
        -0.8013034100985525,
        -1,
        -0.9590912698960059,
        -0.9384624184720834,
        -0.9888010806215044,
        -1,
        -0.9932271353558816,
        -0.9828720362722106,
        -0.9963943649251029,
        -1
    };

    /** The largest dimension that the minimum is known for. */
    static final int LARGEST = VALUES.length;

    private Michalewicz() {}

    static KnownMinima minimum(int n) {
        double value = 0;
        for (int i = 0; i < n; i++) {
            value += VALUES[i];
        }
        return KnownMinima.at(value, Arrays.copyOf(COORDINATES, n)).within(1e-15 * n);
    }
}
