package org.thalweg.core.search;

import java.io.Serializable;

/**
 * When a search ends before its starts are spent; decided at the end of a wave, from complete waves only.
 *
 * @param waveSize starts a wave
 * @param target stop when a value at or below this was found (of the function that is minimized); −∞ for never
 * @param unseenMass stop when, with 95 % confidence, descents from fresh starts find a new minimum with at most this
 *     probability; 0 for never
 */
public record StopPlan(long waveSize, double target, double unseenMass) implements Serializable {

    public StopPlan {
        if (waveSize < 1) {
            throw new IllegalArgumentException("wave size (%d) must be at least 1".formatted(waveSize));
        }
        if (!(unseenMass >= 0 && unseenMass < 1)) {
            throw new IllegalArgumentException("unseen mass (%s) must lie in [0, 1)".formatted(unseenMass));
        }
        if (Double.isNaN(target)) {
            throw new IllegalArgumentException("target (NaN) must be a number, or −∞ for none");
        }
    }
}
