/**
 * What readers harvest, added up by one operator, and what is shown of it while the search runs.
 */
@NullMarked
package org.thalweg.jobs.search.archive;

import org.jspecify.annotations.NullMarked;
