package org.thalweg.jobs.monitor;

import java.io.Serializable;

/**
 * What the monitor is told of a run beforehand.
 *
 * @param name the name of the run, which all its meters carry
 * @param maximize whether the highest point is wanted, so that values are shown negated
 */
public record Study(String name, boolean maximize) implements Serializable {}
