/**
 * The reporter: a Flink plugin that shows the meters of the catalogue by way of Micrometer, to be scraped by Prometheus
 * or pushed to an OTLP, StatsD or Influx receiver.
 */
@NullMarked
package org.thalweg.monitoring.reporter;

import org.jspecify.annotations.NullMarked;
