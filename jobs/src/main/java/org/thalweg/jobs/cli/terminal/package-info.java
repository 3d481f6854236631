/** What is shown while a run goes on. */
@NullMarked
package org.thalweg.jobs.cli.terminal;

import org.jspecify.annotations.NullMarked;
