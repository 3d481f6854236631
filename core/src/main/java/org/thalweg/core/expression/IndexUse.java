package org.thalweg.core.expression;

import org.jspecify.annotations.Nullable;

/**
 * An element of a vector in a text, and the loops around it.
 *
 * @param loops the innermost, null if there is none or the index does not depend on any
 */
record IndexUse(Expression.Element element, @Nullable Loop loops) {

    String vector() {
        return element.vector();
    }

    AffineIndex index() {
        return element.index();
    }
}
