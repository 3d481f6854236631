@NullMarked
package org.thalweg.jobs;

import org.jspecify.annotations.NullMarked;
