/** What the operators of a job say of their progress, how often one looks at it, and the one operator that turns it into meters. */
@NullMarked
package org.thalweg.jobs.monitor;

import org.jspecify.annotations.NullMarked;
