/**
 * Formulas: text to tree, tree to text, tree to derivative, and the limits on what is accepted.
 *
 * <p>{@link org.thalweg.core.expression.Formula} is the way in.
 */
@NullMarked
package org.thalweg.core.expression;

import org.jspecify.annotations.NullMarked;
