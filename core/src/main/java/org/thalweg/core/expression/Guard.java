package org.thalweg.core.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values of enclosing loop indices at which a part of a derivative counts: elsewhere it is 0.
 *
 * <p>∂x[i+1]/∂x[5] is 1 under the guard i + 1 − 5 = 0. The forms contain loop indices and numbers only.
 *
 * @param zero what must be 0, if anything
 * @param nonNegative what must be ≥ 0
 */
record Guard(@Nullable AffineIndex zero, List<AffineIndex> nonNegative) {

    static final Guard ALWAYS = new Guard(null, List.of());

    Guard {
        nonNegative = List.copyOf(nonNegative);
    }

    /** The guard without what always holds; empty if it never holds. */
    static Optional<Guard> of(@Nullable AffineIndex zero, List<AffineIndex> nonNegative) {
        List<AffineIndex> undecided = new ArrayList<>();
        for (AffineIndex form : nonNegative) {
            if (!form.isConstant()) {
                undecided.add(form);
            } else if (form.constant() < 0) {
                return Optional.empty();
            }
        }
        if (zero == null) {
            return Optional.of(
                    undecided.isEmpty()
                            ? ALWAYS
                            : new Guard(null, undecided.stream().distinct().toList()));
        }
        if (zero.isConstant()) {
            return zero.constant() == 0 ? of(null, undecided) : Optional.empty();
        }
        return primitive(zero)
                .map(form -> new Guard(form, undecided.stream().distinct().toList()));
    }

    /** The equation divided by the common divisor of its coefficients; empty if that leaves no integer solution. */
    private static Optional<AffineIndex> primitive(AffineIndex zero) {
        long divisor = 0;
        for (String symbol : zero.symbols()) {
            divisor = gcd(divisor, zero.coefficient(symbol));
        }
        if (zero.constant() % divisor != 0) {
            return Optional.empty();
        }
        boolean flip = zero.coefficient(zero.symbols().first()) < 0;
        return Optional.of(zero.dividedBy(flip ? -divisor : divisor));
    }

    private static long gcd(long a, long b) {
        return b == 0 ? Math.absExact(a) : gcd(b, a % b);
    }
}
