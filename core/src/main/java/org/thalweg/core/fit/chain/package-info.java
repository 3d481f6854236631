/** Sums whose terms read few neighbouring variables each, so that second derivatives have few diagonals. */
@NullMarked
package org.thalweg.core.fit.chain;

import org.jspecify.annotations.NullMarked;
