package org.thalweg.core.kernel.elementary;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.hipparchus.dfp.Dfp;
import org.hipparchus.dfp.DfpField;
import org.hipparchus.dfp.DfpMath;
import org.junit.jupiter.api.Test;

/** The reference values of the accuracy tests against an independent library. */
final class ExactTest {
    private static final long SEED = 7;
    private final DfpField field = new DfpField(120);

    @Test
    void the_reference_agrees_with_an_independent_library_to_fifty_digits() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 8; i++) {
            double x = random.nextDouble(0.001, 3);
            double unit = random.nextDouble(0.001, 0.999);
            Real real = Real.of(x);
            Dfp dfp = field.newDfp(x);
            agree("exp", x, Exact.exp(real), DfpMath.exp(dfp));
            agree("log", x, Exact.log(real), DfpMath.log(dfp));
            agree("sin", x, Exact.sin(real), DfpMath.sin(dfp));
            agree("cos", x, Exact.cos(real), DfpMath.cos(dfp));
            agree("tan", x, Exact.tan(real), DfpMath.tan(dfp));
            // the library's own inverse functions stop at 46 digits
            agree("tan atan", x, Exact.tan(Exact.atan(real)), dfp);
            agree("sin asin", unit, Exact.sin(Exact.asin(Real.of(unit))), field.newDfp(unit));
            agree("cos acos", unit, Exact.cos(Exact.acos(Real.of(unit))), field.newDfp(unit));
            agree("pow", x, Exact.pow(real, Real.of(unit)), DfpMath.pow(dfp, field.newDfp(unit)));
        }
    }

    @Test
    void the_error_function_agrees_with_tabulated_digits() {
        // Abramowitz and Stegun, table 7.1, and its continuation
        Real one = Exact.erf(Real.ONE);
        assertThat(one.errorOf(0.8427007929497149)).isLessThan(0.51);
        assertThat(Exact.erf(Real.of(0.5)).errorOf(0.5204998778130465)).isLessThan(0.51);
        assertThat(Exact.erf(Real.of(2)).errorOf(0.9953222650189527)).isLessThan(0.51);
    }

    private void agree(String name, double x, Real actual, Dfp expected) {
        BigInteger mantissa = actual.mantissa();
        Dfp value = field.newDfp(mantissa.toString());
        Dfp two = field.getTwo();
        value = actual.exponent() < 0
                ? value.divide(DfpMath.pow(two, -actual.exponent()))
                : value.multiply(DfpMath.pow(two, actual.exponent()));
        double relative = value.subtract(expected).divide(expected).abs().toDouble();
        assertThat(relative).as("%s(%s), seed %d", name, x, SEED).isLessThan(1e-50);
    }
}
