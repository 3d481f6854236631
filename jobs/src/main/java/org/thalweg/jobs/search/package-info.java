/**
 * The search as a Flink job: a source that is the search, and an archive of what it finds.
 *
 * <p>Operators buffer, wait and snapshot; all mathematics is core's.
 */
@NullMarked
package org.thalweg.jobs.search;

import org.jspecify.annotations.NullMarked;
