package org.thalweg.core.kernel.elementary;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Prints one number made of the bits of all functions at many arguments; arguments: how many, and how often. */
final class BitsDigest {
    private static final List<DoubleUnaryOperator> UNARY = List.of(
            Elementary::exp,
            Elementary::expm1,
            Elementary::log,
            Elementary::log1p,
            Elementary::log2,
            Elementary::log10,
            Elementary::sin,
            Elementary::cos,
            Elementary::tan,
            Elementary::asin,
            Elementary::acos,
            Elementary::atan,
            Elementary::sinh,
            Elementary::cosh,
            Elementary::tanh,
            Elementary::cbrt,
            Elementary::sigmoid,
            Elementary::softplus,
            Elementary::erf,
            Elementary::floor,
            Elementary::ceil,
            Elementary::sign);
    private static final List<DoubleBinaryOperator> BINARY =
            List.of(Elementary::pow, Elementary::atan2, Elementary::hypot);

    private BitsDigest() {}

    public static void main(String[] args) {
        for (int round = 0; round < Integer.parseInt(args[1]); round++) {
            System.out.println(digest(Integer.parseInt(args[0])));
        }
    }

    private static long digest(int count) {
        SplittableRandom random = new SplittableRandom(1);
        long digest = 0;
        for (int i = 0; i < count; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            double moderate = random.nextDouble(-5, 5);
            double unit = random.nextDouble();
            for (double x : new double[] {any, moderate, unit}) {
                for (DoubleUnaryOperator function : UNARY) {
                    digest = 31 * digest + Double.doubleToLongBits(function.applyAsDouble(x));
                }
                for (DoubleBinaryOperator function : BINARY) {
                    digest = 31 * digest + Double.doubleToLongBits(function.applyAsDouble(unit, x));
                    digest = 31 * digest + Double.doubleToLongBits(function.applyAsDouble(x, moderate));
                }
            }
        }
        return digest;
    }
}
