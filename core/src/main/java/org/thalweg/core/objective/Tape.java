package org.thalweg.core.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a calculation did, step by step, so that derivatives can be passed back from the result to what it was made of.
 *
 * <p>Step k has a partial derivative ∂vₖ/∂vⱼ for each of its at most two operands j &lt; k. From the last step to the first, the adjoint
 * v̄ₖ = ∂result/∂vₖ gives v̄ⱼ += v̄ₖ·∂vₖ/∂vⱼ: reverse mode (S. Linnainmaa, 1970).
 *
 * @param <R> what values and partial derivatives are
 */
final class Tape<R extends Real<R>> {

    private static final int NONE = -1;

    private int[] operands = new int[128];
    private final List<@Nullable R> partials = new ArrayList<>();
    private final R one;
    private int steps;

    /** @param one the number 1, which is constant */
    Tape(R one) {
        this.one = one;
    }

    /** 1, the partial derivative of a sum. */
    R one() {
        return one;
    }

    /** A number to differentiate with respect to. */
    Taped<R> variable(R value) {
        return step(value, NONE, null, NONE, null);
    }

    /** The result of a step with one operand. */
    Taped<R> step(R value, Taped<R> operand, R partial) {
        return step(value, operand.step(), partial, NONE, null);
    }

    /** The result of a step with two operands. */
    Taped<R> step(R value, Taped<R> a, R partialA, Taped<R> b, R partialB) {
        return step(value, a.step(), partialA, b.step(), partialB);
    }

    private Taped<R> step(R value, int a, @Nullable R partialA, int b, @Nullable R partialB) {
        if (2 * steps == operands.length) {
            operands = Arrays.copyOf(operands, 4 * steps);
        }
        operands[2 * steps] = a;
        operands[2 * steps + 1] = b;
        partials.add(partialA);
        partials.add(partialB);
        return new Taped<>(this, steps++, value);
    }

    /** ∂result/∂vₖ for the first {@code count} steps. */
    List<R> adjoints(Taped<R> result, int count) {
        List<@Nullable R> adjoints = new ArrayList<>(Collections.nCopies(steps, null));
        R zero = one.times(0);
        adjoints.set(result.step(), one);
        for (int k = result.step(); k >= 0; k--) {
            R adjoint = adjoints.get(k);
            if (adjoint != null) {
                pass(adjoint, 2 * k, adjoints);
                pass(adjoint, 2 * k + 1, adjoints);
            }
        }
        List<R> first = new ArrayList<>(count);
        for (int k = 0; k < count; k++) {
            R adjoint = adjoints.get(k);
            first.add(adjoint == null ? zero : adjoint);
        }
        return first;
    }

    private void pass(R adjoint, int place, List<@Nullable R> adjoints) {
        R partial = partials.get(place);
        if (partial != null) {
            R share = adjoint.times(partial);
            R present = adjoints.get(operands[place]);
            adjoints.set(operands[place], present == null ? share : present.plus(share));
        }
    }
}
