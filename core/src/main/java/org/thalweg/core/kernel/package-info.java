/**
 * Formulas at machine speed: a formula becomes a program, and a backend runs it.
 *
 * <p>There are two ways in. {@link org.thalweg.core.kernel.CompiledFormula} evaluates a function of points, with derivatives with respect
 * to their coordinates. {@link org.thalweg.core.kernel.RowKernel} evaluates a model over rows of data: rows are lanes, parameters are the
 * same in all of them, and derivatives are with respect to the parameters.
 */
@NullMarked
package org.thalweg.core.kernel;

import org.jspecify.annotations.NullMarked;
