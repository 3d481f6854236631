@NullMarked
package org.thalweg.monitoring;

import org.jspecify.annotations.NullMarked;
