/** Rows of numbers: columns, what was observed, how columns are distributed. */
@NullMarked
package org.thalweg.core.fit.data;

import org.jspecify.annotations.NullMarked;
