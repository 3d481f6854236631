/** A Flink cluster inside this process, set up to be there quickly. */
@NullMarked
package org.thalweg.jobs.local;

import org.jspecify.annotations.NullMarked;
