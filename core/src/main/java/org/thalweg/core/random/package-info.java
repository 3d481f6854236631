/** Randomness that is a pure function of a seed and a counter: the same bits in any order, on any machine. */
@NullMarked
package org.thalweg.core.random;

import org.jspecify.annotations.NullMarked;
