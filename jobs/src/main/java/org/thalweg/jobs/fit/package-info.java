/** The fit as a Flink job: a loop of workers that hold shards and owners that hold blocks of parameters. */
@NullMarked
package org.thalweg.jobs.fit;

import org.jspecify.annotations.NullMarked;
