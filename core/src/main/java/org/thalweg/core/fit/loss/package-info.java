/** What predictions cost: one loss, one file. */
@NullMarked
package org.thalweg.core.fit.loss;

import org.jspecify.annotations.NullMarked;
