/** Vectors, bounds, batches of points, and small dense factorizations. */
@NullMarked
package org.thalweg.core.linalg;

import org.jspecify.annotations.NullMarked;
