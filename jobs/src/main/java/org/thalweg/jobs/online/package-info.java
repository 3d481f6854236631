/** Fits that learn from the files of a growing directory, exactly once. */
@NullMarked
package org.thalweg.jobs.online;

import org.jspecify.annotations.NullMarked;
