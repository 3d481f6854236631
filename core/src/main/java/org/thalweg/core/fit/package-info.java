/** Sums of very many terms: how they are shared out, what is asked of them, and how their answers are added up. */
@NullMarked
package org.thalweg.core.fit;

import org.jspecify.annotations.NullMarked;
