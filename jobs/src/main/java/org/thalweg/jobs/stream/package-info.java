/** Descents from starting points that come as a stream, for pipelines with an idea of their own of where to look. */
@NullMarked
package org.thalweg.jobs.stream;

import org.jspecify.annotations.NullMarked;
