/** A cluster on this machine: its processes, what keeps them alive, and where they leave their files. */
@NullMarked
package org.thalweg.jobs.standalone;

import org.jspecify.annotations.NullMarked;
