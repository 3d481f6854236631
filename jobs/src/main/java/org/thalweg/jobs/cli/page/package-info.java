/** What the live page shows of a search. */
@NullMarked
package org.thalweg.jobs.cli.page;

import org.jspecify.annotations.NullMarked;
