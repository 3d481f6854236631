package org.thalweg.core.linesearch;

import org.thalweg.core.linalg.VectorForm;
import org.thalweg.core.stopping.Unbounded;

/** Tells for all lanes together which searches end at their first trial, as most do. Its forms agree to the bit. */
public interface AcceptanceArithmetic {

    /** The form with the machine's vector instructions, or plain loops. */
    static AcceptanceArithmetic fastest() {
        return VectorForm.of(AcceptanceArithmetic.class, PlainAcceptanceArithmetic::new);
    }

    /**
     * The lanes, lane i as bit i, whose search {@link LineSearch#tell} ends at its first trial, for a change of f that is more than
     * noise. What it leaves open, a value that is exactly φ(0) among it, is for {@code tell} to say.
     */
    int accepted(LineSearch search, BracketLanes searches, LaneTrials trials);

    /** The least value that does not count as −∞. */
    double FLOOR = Unbounded.FLOOR;
}
