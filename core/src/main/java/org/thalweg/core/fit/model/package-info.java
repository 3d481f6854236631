/** Predictions from rows of data, and the terms that they make with a loss. */
@NullMarked
package org.thalweg.core.fit.model;

import org.jspecify.annotations.NullMarked;
