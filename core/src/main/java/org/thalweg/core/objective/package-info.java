/** What is minimized: objectives, their derivatives, and the check that a gradient is one. */
@NullMarked
package org.thalweg.core.objective;

import org.jspecify.annotations.NullMarked;
