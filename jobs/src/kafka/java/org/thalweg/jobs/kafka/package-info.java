/** Descents from starts that come by Kafka, shown with a real one. */
@NullMarked
package org.thalweg.jobs.kafka;

import org.jspecify.annotations.NullMarked;
