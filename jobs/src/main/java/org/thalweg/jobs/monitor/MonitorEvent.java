package org.thalweg.jobs.monitor;

import org.thalweg.core.run.ConvergenceEvent;
import org.thalweg.monitoring.meters.Durations;

/**
 * What the monitor is told: what a worker did, and what is known of the minima when that arrived at the archive.
 *
 * @param worker the index of the worker
 * @param event what it did since its last event
 * @param took how long the descents took that it finished since then
 * @param minima distinct minima found
 * @param unseen the estimated probability that the next descent ends at another; NaN where there is no estimate
 * @param last whether the search is over and this is the last event
 */
public record MonitorEvent(
        int worker, ConvergenceEvent event, Durations took, long minima, double unseen, boolean last) {}
