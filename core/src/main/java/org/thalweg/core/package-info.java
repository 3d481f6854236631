@NullMarked
package org.thalweg.core;

import org.jspecify.annotations.NullMarked;
