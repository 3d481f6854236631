/** Fits that learn from rows as they come, a micro-round at a time. */
@NullMarked
package org.thalweg.core.fit.online;

import org.jspecify.annotations.NullMarked;
