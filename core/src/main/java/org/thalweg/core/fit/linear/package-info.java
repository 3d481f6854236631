/** Linear predictors z = β₀ + Σ βⱼ·xⱼ over dense and sparse rows that are packed for speed. */
@NullMarked
package org.thalweg.core.fit.linear;

import org.jspecify.annotations.NullMarked;
