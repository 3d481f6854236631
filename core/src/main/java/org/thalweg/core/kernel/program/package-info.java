/**
 * Programs: a formula as values in static single assignment with loops, and its derivatives in the same form.
 *
 * <p>{@link org.thalweg.core.kernel.program.Program} is what backends run.
 */
@NullMarked
package org.thalweg.core.kernel.program;

import org.jspecify.annotations.NullMarked;
