package org.thalweg.core.expression;

import org.jspecify.annotations.Nullable;

/**
 * The index of a sum or product with its range, for statements about all of its values.
 *
 * @param outer the loop around it, on which its bounds may depend
 * @param token where the name stands in the text; it tells loops apart
 */
record Loop(
        String name,
        AffineIndex from,
        AffineIndex to,
        @Nullable Loop outer,
        int token) {

    /** How many loops there are, this one included. */
    int depth() {
        int depth = 1;
        for (Loop loop = outer; loop != null; loop = loop.outer()) {
            depth++;
        }
        return depth;
    }

    /** One text has one loop at a place. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Loop that && token == that.token;
    }

    @Override
    public int hashCode() {
        return token;
    }
}
