/**
 * The elementary functions of the objective language, with the same bits everywhere: interpreted, compiled, vectorised.
 */
@NullMarked
package org.thalweg.core.kernel.elementary;

import org.jspecify.annotations.NullMarked;
