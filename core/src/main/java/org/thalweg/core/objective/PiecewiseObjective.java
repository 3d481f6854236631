package org.thalweg.core.objective;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An objective that is smooth but for kinks, if it has any, and knows where they are. */
public interface PiecewiseObjective extends BatchHessianObjective {

    /**
     * The piece of f at {@code x} with some kinks held; null where there are too many kinks or coordinates to follow.
     *
     * @param x the point, read
     * @param held keys of the kinks that are held; those of kinks that are not met at {@code x} have no effect
     */
    @Nullable Piece piece(double[] x, Set<Object> held);
}
