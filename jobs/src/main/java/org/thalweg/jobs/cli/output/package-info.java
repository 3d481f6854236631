/** How a result is written: text for people, JSON and CSV for programs. */
@NullMarked
package org.thalweg.jobs.cli.output;

import org.jspecify.annotations.NullMarked;
