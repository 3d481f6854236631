package org.thalweg.core.expression;

import org.jspecify.annotations.Nullable;

/**
 * The index of a sum or product with its range, for statements about all of its values.
 *
 * @param outer the loop around it, of which its bounds may depend
 * @param token where the name stands
 */
record Loop(
        String name,
        AffineIndex from,
        AffineIndex to,
        @Nullable Loop outer,
        int token) {}
