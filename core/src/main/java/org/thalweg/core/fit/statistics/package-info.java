/** What a fit says about its parameters. */
@NullMarked
package org.thalweg.core.fit.statistics;

import org.jspecify.annotations.NullMarked;
