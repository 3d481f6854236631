package org.thalweg.core.search;

import org.jspecify.annotations.Nullable;
import org.thalweg.core.stopping.Termination;

/**
 * What is to become of a descent whose leg has ended.
 *
 * @param termination why it ends, if it ends
 * @param point where it stands, judged
 * @param next where a new leg begins; null if the descent ends here
 * @param escaped whether the new leg leads away from a stationary point
 */
record Verdict(Termination termination, StationaryPoint point, double @Nullable [] next, boolean escaped) {

    static Verdict end(Termination termination, StationaryPoint point) {
        return new Verdict(termination, point, null, false);
    }
}
