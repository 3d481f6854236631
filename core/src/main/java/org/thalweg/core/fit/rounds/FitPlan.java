package org.thalweg.core.fit.rounds;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.Question;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.StoppingRule;

/**
 * How a sum is minimized, to the bit.
 *
 * @param method of all blocks
 * @param blocks how the parameters are dealt
 * @param start where it begins
 * @param bounds of all parameters; null for none
 * @param rule when it ends
 * @param last what is asked at the end of the best parameters: GRADIENT, or more for those who need it
 */
public record FitPlan<S extends Progress>(
        BlockMethod<S> method,
        Blocks blocks,
        StartPoint start,
        @Nullable Bounds bounds,
        StoppingRule rule,
        Question.Kind last)
        implements Serializable {

    public FitPlan {
        if (blocks.count() > 1 && !method.divides()) {
            throw new IllegalArgumentException("method %s works on all parameters at once: %d blocks cannot share it"
                    .formatted(method.name(), blocks.count()));
        }
        if (blocks.count() > 1 && last != Question.Kind.GRADIENT) {
            throw new IllegalArgumentException(
                    "%s at the end needs all parameters in one block, not %d".formatted(last, blocks.count()));
        }
        if (bounds != null && bounds.dimension() != blocks.parameters()) {
            throw new IllegalArgumentException("bounds have dimension %d, there are %d parameters"
                    .formatted(bounds.dimension(), blocks.parameters()));
        }
    }

    /** A method that owns all {@code start.length} parameters. */
    public static <S extends Progress> FitPlan<S> whole(
            FitMethod<S> method, double[] start, Bounds bounds, StoppingRule rule) {
        return new FitPlan<>(
                new Whole<>(method),
                Blocks.one(start.length),
                new StartPoint.Given(start),
                bounds,
                rule,
                Question.Kind.GRADIENT);
    }

    /** The plan with another question at the end. */
    public FitPlan<S> last(Question.Kind kind) {
        return new FitPlan<>(method, blocks, start, bounds, rule, kind);
    }

    /** The bounds of block {@code b}. */
    Bounds boundsOf(int b) {
        if (bounds == null) {
            return Bounds.unbounded(blocks.size(b));
        }
        return new Bounds(
                Arrays.copyOfRange(bounds.lower(), blocks.from(b), blocks.to(b)),
                Arrays.copyOfRange(bounds.upper(), blocks.from(b), blocks.to(b)));
    }
}
