/** How far to go along a direction: line searches as state machines, one evaluation a step. */
@NullMarked
package org.thalweg.core.linesearch;

import org.jspecify.annotations.NullMarked;
