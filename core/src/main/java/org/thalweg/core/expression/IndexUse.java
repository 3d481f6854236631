package org.thalweg.core.expression;

import org.jspecify.annotations.Nullable;

/** An element of a vector in a text: which, under which loops, and at which token. */
record IndexUse(String vector, AffineIndex index, @Nullable Loop loops, int token) {}
