/** Fits: sums of terms that are minimized together. */
@NullMarked
package org.thalweg.jobs.fit;

import org.jspecify.annotations.NullMarked;
