package org.thalweg.core.linalg;

/**
 * A number of about 32 decimal digits: the unevaluated sum of two doubles.
 *
 * <p>Relative errors of a few 2⁻¹⁰⁴ (Joldes, Muller and Popescu, <i>Tight and rigorous error bounds for basic building blocks of
 * double-word arithmetic</i>, ACM TOMS 44 (2017), doi:10.1145/3121432, algorithms 6, 12, 17). Range and special values are those of a
 * double, but for ±∞, which may turn into NaN.
 *
 * @param high the number, rounded to a double
 * @param low what rounding left out
 */
public record DoubleDouble(double high, double low) {

    public static final DoubleDouble ZERO = new DoubleDouble(0, 0);
    public static final DoubleDouble ONE = new DoubleDouble(1, 0);

    /** a + b, whatever their sizes. */
    public static DoubleDouble sum(double a, double b) {
        double sum = a + b;
        double part = sum - a;
        return new DoubleDouble(sum, (a - (sum - part)) + (b - part));
    }

    private static DoubleDouble normal(double large, double small) {
        double sum = large + small;
        return new DoubleDouble(sum, small - (sum - large));
    }

    public DoubleDouble plus(DoubleDouble other) {
        DoubleDouble highs = sum(high, other.high);
        DoubleDouble lows = sum(low, other.low);
        DoubleDouble first = normal(highs.high, highs.low + lows.high);
        return normal(first.high, lows.low + first.low);
    }

    public DoubleDouble minus(DoubleDouble other) {
        return plus(new DoubleDouble(-other.high, -other.low));
    }

    public DoubleDouble times(DoubleDouble other) {
        double product = high * other.high;
        double rest = Math.fma(high, other.high, -product);
        return normal(product, rest + Math.fma(high, other.low, low * other.high));
    }

    public DoubleDouble over(DoubleDouble other) {
        double quotient = high / other.high;
        DoubleDouble rest = minus(other.times(new DoubleDouble(quotient, 0)));
        double second = rest.high / other.high;
        return normal(quotient, second);
    }

    /** √ of a number that is not negative. */
    public DoubleDouble root() {
        if (high == 0) {
            return ZERO;
        }
        double root = Math.sqrt(high);
        double square = root * root;
        double rest = (high - square) - Math.fma(root, root, -square) + low;
        return normal(root, rest / (2 * root));
    }

    /** The number times 2^exponent, exactly. */
    public DoubleDouble scaled(int exponent) {
        return new DoubleDouble(Math.scalb(high, exponent), Math.scalb(low, exponent));
    }
}
