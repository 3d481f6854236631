/** Suites that every optimizer, sampler, kernel backend and codec joins with one line. */
@NullMarked
package org.thalweg.core.conformance;

import org.jspecify.annotations.NullMarked;
