/** Fits of data that one thread can pass over again and again: descents, their last digits, what their ends are. */
@NullMarked
package org.thalweg.core.fit.local;

import org.jspecify.annotations.NullMarked;
