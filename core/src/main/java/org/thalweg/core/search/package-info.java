/** Many descents: where they start, what they end at, which minima they found, what they did not find. */
@NullMarked
package org.thalweg.core.search;

import org.jspecify.annotations.NullMarked;
