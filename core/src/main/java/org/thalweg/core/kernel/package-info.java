/**
 * Formulas at machine speed: a formula becomes a program, and a backend runs it.
 *
 * <p>{@link org.thalweg.core.kernel.CompiledFormula} is the way in.
 */
@NullMarked
package org.thalweg.core.kernel;

import org.jspecify.annotations.NullMarked;
