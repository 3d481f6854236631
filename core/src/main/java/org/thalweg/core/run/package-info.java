/** A whole search or fit: its specification, its in-process driver, its result. */
@NullMarked
package org.thalweg.core.run;

import org.jspecify.annotations.NullMarked;
