/** What is measured: the one catalogue of meters, and the meters that convergence events feed. */
@NullMarked
package org.thalweg.monitoring.meters;

import org.jspecify.annotations.NullMarked;
