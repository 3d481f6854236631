/** The command line: commands, their options, and what they print. */
@NullMarked
package org.thalweg.jobs.cli;

import org.jspecify.annotations.NullMarked;
