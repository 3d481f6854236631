/** Bytes that outlive the process that wrote them: sealed, versioned, with no class named in them. */
@NullMarked
package org.thalweg.jobs.serialization;

import org.jspecify.annotations.NullMarked;
