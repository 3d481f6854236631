/** The live page: a server for one run, and the page as a file. What they show is JSON that somebody else writes. */
@NullMarked
package org.thalweg.monitoring.page;

import org.jspecify.annotations.NullMarked;
