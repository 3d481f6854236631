/** Clusters of separate processes: how searches get there, and how they are reached once they run. */
@NullMarked
package org.thalweg.jobs.cluster;

import org.jspecify.annotations.NullMarked;
