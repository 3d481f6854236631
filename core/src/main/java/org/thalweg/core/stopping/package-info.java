/** When a descent ends, and why. */
@NullMarked
package org.thalweg.core.stopping;

import org.jspecify.annotations.NullMarked;
