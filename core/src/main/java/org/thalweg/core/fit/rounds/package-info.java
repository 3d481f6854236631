/** Methods that advance in rounds: each asks one question of all shards and consumes the sum of their answers. */
@NullMarked
package org.thalweg.core.fit.rounds;

import org.jspecify.annotations.NullMarked;
