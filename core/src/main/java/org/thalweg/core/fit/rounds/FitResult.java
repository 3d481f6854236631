package org.thalweg.core.fit.rounds;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.Question;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.stopping.Termination;

/**
 * Where a fit ended.
 *
 * @param x the best parameters
 * @param last the answer to the last question at {@code x}: value and gradient first, whatever its kind; empty if it was stopped before
 * @param termination why it ended; null if it was stopped before
 * @param iterations accepted steps
 * @param evaluations answers that the method consumed
 * @param rounds passes of the loop, those for scalars alone and the last question among them
 * @param gradientNorm ‖projected ∇F‖∞ as the method knows it
 * @param curve how the value fell
 */
public record FitResult(
        double[] x,
        double[] last,
        @Nullable Termination termination,
        long iterations,
        long evaluations,
        long rounds,
        double gradientNorm,
        LossCurve curve) {

    /** Puts the ends of all blocks together. */
    public static FitResult of(Blocks blocks, Collection<BlockEnd> ends) {
        if (ends.size() != blocks.count()) {
            throw new IllegalArgumentException("%d blocks of %d have ended".formatted(ends.size(), blocks.count()));
        }
        int d = blocks.parameters();
        double[] x = new double[d];
        BlockEnd any = ends.iterator().next();
        boolean joined = blocks.count() > 1 && any.last().length > 0;
        double[] last = joined ? new double[1 + d] : any.last();
        for (BlockEnd end : ends) {
            int from = blocks.from(end.block());
            System.arraycopy(end.x(), 0, x, from, end.x().length);
            if (joined) {
                last[0] = end.last()[0];
                System.arraycopy(end.last(), 1, last, 1 + from, end.x().length);
            }
        }
        return new FitResult(
                x,
                last,
                any.termination(),
                any.iterations(),
                any.evaluations(),
                any.rounds(),
                any.gradientNorm(),
                any.curve());
    }

    /** The same with value and gradient at {@link #x}, where the fit was stopped before it asked for them itself. */
    public FitResult answered(FitDriver sum, Bounds bounds) {
        if (last.length > 0) {
            return this;
        }
        double[] answer = sum.answer(Question.gradient(), x);
        double[] gradient = Arrays.copyOfRange(answer, 1, 1 + x.length);
        double norm = bounds.projectedGradientNorm(x, gradient);
        return new FitResult(x, answer, termination, iterations, evaluations, rounds, norm, curve);
    }

    /** SHA-256 over the bits of all numbers and the termination, as 64 hexadecimal digits. */
    public String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            update(digest, x);
            update(digest, last);
            String counts = "%s %d %d %d".formatted(termination, iterations, evaluations, rounds);
            digest.update(counts.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, double[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES);
        for (double number : numbers) {
            digest.update(bytes.putDouble(0, number + 0.0).array());
        }
    }

    /** F at {@link #x}. */
    public double value() {
        return last[0];
    }

    /** ∇F at {@link #x}; for normal equations Jᵀ W r, which is half of it. */
    public double[] gradient() {
        double[] gradient = new double[x.length];
        System.arraycopy(last, 1, gradient, 0, x.length);
        return gradient;
    }
}
