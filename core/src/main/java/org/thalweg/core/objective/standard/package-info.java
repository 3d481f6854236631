/** Named test functions with their known minima. */
@NullMarked
package org.thalweg.core.objective.standard;

import org.jspecify.annotations.NullMarked;
