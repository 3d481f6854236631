package org.thalweg.core.kernel.program;

/** Powers with integer exponents as chains of products. */
final class Powers {

    /** The largest exponent that is multiplied out: beyond it, errors of the products add up to more than those of pow. */
    static final int LARGEST = 64;

    private Powers() {}

    static boolean isMultipliedOut(long exponent) {
        return Math.abs(exponent) <= LARGEST;
    }

    /**
     * base^exponent by squaring: x⁶ = (x³)², x³ = x²·x, so that powers share their factors. Negative powers are powers of the
     * reciprocal, and x⁰ is 1.
     */
    static Value power(Graph graph, Value base, int exponent) {
        if (exponent == 0) {
            return graph.constant(1);
        }
        if (exponent > 0) {
            return chain(graph, base, base, exponent, 1);
        }
        Value one = graph.constant(1);
        return chain(graph, graph.emit(Operation.DIVIDE, one, base), base, -exponent, -1);
    }

    private static Value chain(Graph graph, Value factor, Value base, int exponent, int sign) {
        if (exponent == 1) {
            return factor;
        }
        boolean even = exponent % 2 == 0;
        Value left = chain(graph, factor, base, even ? exponent / 2 : exponent - 1, sign);
        return graph.emitPower(left, even ? left : factor, base, sign * exponent);
    }
}
