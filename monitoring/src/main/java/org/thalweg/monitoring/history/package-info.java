/** The history of a run in bounded space. */
@NullMarked
package org.thalweg.monitoring.history;

import org.jspecify.annotations.NullMarked;
