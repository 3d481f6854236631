/** Optimization methods, one a file, driven by ask and tell. */
@NullMarked
package org.thalweg.core.optimizer;

import org.jspecify.annotations.NullMarked;
