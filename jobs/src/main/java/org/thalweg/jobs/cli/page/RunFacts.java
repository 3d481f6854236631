package org.thalweg.jobs.cli.page;

/**
 * What a page says of a run beside its specification.
 *
 * @param where in a few words, such as {@code local, 2 slots}
 * @param version of Thalweg
 * @param savepoint whether stopping it leaves a savepoint from which it can go on
 */
public record RunFacts(String where, String version, boolean savepoint) {}
