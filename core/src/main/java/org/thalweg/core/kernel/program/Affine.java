package org.thalweg.core.kernel.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An integer constant + Σ coefficients[k] · (index of loops[k]): where an array is read, or where a loop ends.
 *
 * <p>Loops ascend by depth and coefficients are not 0, so that equal forms are equal records.
 */
public record Affine(long constant, Loop[] loops, long[] coefficients) {

    private static final Loop[] NO_LOOPS = {};
    private static final long[] NO_COEFFICIENTS = {};

    public static Affine of(long constant) {
        return new Affine(constant, NO_LOOPS, NO_COEFFICIENTS);
    }

    /** constant + Σ coefficient · loop; zero coefficients are dropped. */
    public static Affine of(long constant, Map<Loop, Long> coefficients) {
        List<Loop> loops = new ArrayList<>();
        for (Map.Entry<Loop, Long> entry : coefficients.entrySet()) {
            if (entry.getValue() != 0) {
                int place = 0;
                while (place < loops.size()
                        && loops.get(place).depth() < entry.getKey().depth()) {
                    place++;
                }
                loops.add(place, entry.getKey());
            }
        }
        long[] sorted = new long[loops.size()];
        for (int k = 0; k < sorted.length; k++) {
            sorted[k] = coefficients.getOrDefault(loops.get(k), 0L);
        }
        return new Affine(constant, loops.toArray(NO_LOOPS), sorted);
    }

    public boolean isConstant() {
        return loops.length == 0;
    }

    /** This minus {@code that}. */
    public Affine minus(Affine that) {
        Map<Loop, Long> sum = new HashMap<>();
        long shift = addTo(sum, 1);
        return of(Math.addExact(shift, that.addTo(sum, -1)), sum);
    }

    /** This plus an integer. */
    public Affine plus(long shift) {
        return new Affine(Math.addExact(constant, shift), loops, coefficients);
    }

    /** Adds {@code factor} times the coefficients to a sum of them; returns the constant, times that. */
    long addTo(Map<Loop, Long> sum, long factor) {
        for (int k = 0; k < loops.length; k++) {
            sum.merge(loops[k], Math.multiplyExact(factor, coefficients[k]), Math::addExact);
        }
        return Math.multiplyExact(factor, constant);
    }

    /** This with the index of a loop replaced by a form. */
    Affine with(Loop loop, Affine index) {
        long factor = coefficient(loop);
        Map<Loop, Long> sum = new HashMap<>();
        long shift = addTo(sum, 1);
        sum.remove(loop);
        return of(Math.addExact(shift, index.addTo(sum, factor)), sum);
    }

    /** The factor of a loop's index. */
    public long coefficient(Loop loop) {
        for (int k = 0; k < loops.length; k++) {
            if (loops[k] == loop) {
                return coefficients[k];
            }
        }
        return 0;
    }

    /** The deepest region whose loop occurs, or {@code outermost} if none does. */
    Region region(Region outermost) {
        return loops.length == 0 ? outermost : loops[loops.length - 1].body();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Affine that
                && constant == that.constant
                && Arrays.equals(loops, that.loops)
                && Arrays.equals(coefficients, that.coefficients);
    }

    @Override
    public int hashCode() {
        return (Long.hashCode(constant) * 31 + Arrays.hashCode(coefficients)) * 31 + Arrays.hashCode(loops);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(Long.toString(constant));
        for (int k = 0; k < loops.length; k++) {
            text.append(" + ").append(coefficients[k]).append("·").append(loops[k].name());
        }
        return text.toString();
    }
}
