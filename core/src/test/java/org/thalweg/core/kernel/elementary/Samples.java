package org.thalweg.core.kernel.elementary;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/** Arguments for tests of functions of one variable. */
final class Samples {
    private final SplittableRandom random;
    private final int perBinade;

    Samples(long seed, int perBinade) {
        random = new SplittableRandom(seed);
        this.perBinade = perBinade;
    }

    /** Numbers of both signs from every binade there is, subnormal ones too. */
    DoubleStream everyBinade() {
        DoubleStream.Builder samples = DoubleStream.builder();
        for (int k = 0; k < perBinade; k++) {
            for (int exponent = -1074; exponent < 1024; exponent++) {
                double x = Math.scalb(1 + random.nextDouble(), exponent);
                samples.add(Math.min(x, Double.MAX_VALUE));
                samples.add(-Math.scalb(1 + random.nextDouble() / 2, exponent));
            }
        }
        return samples.build();
    }

    DoubleStream between(double low, double high, int count) {
        return random.doubles(count, low, high);
    }

    /** Numbers within a few last places of a given one. */
    static DoubleStream around(double x) {
        double[] samples = new double[41];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Double.longBitsToDouble(Double.doubleToRawLongBits(x) + i - 20);
        }
        return DoubleStream.of(samples);
    }

    /**
     * For every exponent the doubles closest to multiples of π/2: denominators of the convergents of 2<sup>e</sup>·2/π that have 53 bits,
     * and their multiples.
     */
    static DoubleStream closeToMultiplesOfHalfPi() {
        List<Double> samples = new ArrayList<>();
        for (int e = -52; e <= 971; e++) {
            for (BigInteger q : denominators(e)) {
                if (q.bitLength() > 53) {
                    break;
                }
                if (q.bitLength() > 44) {
                    BigInteger multiple = q.shiftLeft(53 - q.bitLength());
                    samples.add(Math.scalb(multiple.doubleValue(), e - (53 - q.bitLength())));
                }
            }
        }
        return samples.stream().mapToDouble(Double::doubleValue);
    }

    /** Denominators of the convergents of 2<sup>e</sup>·2/π: integers q for which q·2<sup>e</sup>·2/π is nearly an integer. */
    private static List<BigInteger> denominators(int e) {
        BigInteger above = Exact.TWO_OVER_PI.mantissa();
        BigInteger below = BigInteger.ONE.shiftLeft(-Exact.TWO_OVER_PI.exponent());
        if (e >= 0) {
            above = above.shiftLeft(e);
        } else {
            below = below.shiftLeft(-e);
        }
        List<BigInteger> denominators = new ArrayList<>();
        BigInteger previous = BigInteger.ONE;
        BigInteger current = BigInteger.ZERO;
        while (current.bitLength() <= 53 && below.signum() != 0) {
            BigInteger[] quotient = above.divideAndRemainder(below);
            BigInteger next = quotient[0].multiply(current).add(previous);
            previous = current;
            current = next;
            denominators.add(current);
            above = below;
            below = quotient[1];
        }
        return denominators;
    }
}
