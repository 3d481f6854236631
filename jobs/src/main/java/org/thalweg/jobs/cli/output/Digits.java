package org.thalweg.jobs.cli.output;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers for people: a few significant digits, without trailing zeros. */
public final class Digits {
    private static final int LONGEST_PLAIN = 7;

    private Digits() {}

    /** {@code value} rounded to the given number of significant digits. */
    public static String of(double value, int significant) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(significant)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < Math.max(LONGEST_PLAIN, significant)) {
            return rounded.toPlainString();
        }
        String mantissa = rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        return mantissa + "e" + exponent;
    }

    /** A point: its one coordinate, or all in parentheses. */
    public static String of(double[] x, int significant) {
        if (x.length == 1) {
            return of(x[0], significant);
        }
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < x.length; i++) {
            text.append(i == 0 ? "" : ", ").append(of(x[i], significant));
        }
        return text.append(')').toString();
    }

    /** A count with its noun, in the plural where there is not one of it. */
    public static String count(long number, String singular, String plural) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? singular : plural);
    }
}
