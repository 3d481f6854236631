package org.thalweg.core.search;

/**
 * A distinct stationary point and how often it was met.
 *
 * @param point its representative: of all points that are one with it the lowest, ties by start index
 * @param hits how many descents ended there
 * @param escapes how many descents were pushed off there
 * @param start the start index of the representative
 */
public record FoundPoint(StationaryPoint point, long hits, long escapes, long start) {}
