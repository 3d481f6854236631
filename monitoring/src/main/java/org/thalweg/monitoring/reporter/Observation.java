package org.thalweg.monitoring.reporter;

/** A metric of Flink's, and the series that it feeds. */
record Observation(SeriesId id, Source source) {}
