/**
 * The source that is the search: an enumerator that hands out ranges of starts, and readers that work on them.
 */
@NullMarked
package org.thalweg.jobs.search.source;

import org.jspecify.annotations.NullMarked;
