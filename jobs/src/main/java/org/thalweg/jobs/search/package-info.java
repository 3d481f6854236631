/**
 * The search as a Flink job: how it is asked for, attached, run, saved and gone on with.
 *
 * <p>A source that is the search ({@link org.thalweg.jobs.search.source}) and an archive of what it finds
 * ({@link org.thalweg.jobs.search.archive}). Operators buffer, wait and snapshot; all mathematics is core's.
 */
@NullMarked
package org.thalweg.jobs.search;

import org.jspecify.annotations.NullMarked;
