package org.thalweg.core.search;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** Whether a search may end before its starts are spent. */
    public boolean mayStopEarly() {
        return target > Double.NEGATIVE_INFINITY || unseenMass > 0;
    }

    /**
     * Whether a search ends after complete waves; a pure function of what they found.
     *
     * @param total the number of starts of the whole search
     * @param tally of all descents of the complete waves, and no others
     * @return the reason to end, or null to go on
     */
    public @Nullable StopReason decide(long total, SearchTally tally) {
        SearchTally.MetPoint lowest = tally.lowest();
        if (lowest != null && lowest.point().value() <= target) {
            return StopReason.TARGET_REACHED;
        }
        if (unseenMass > 0 && unseenBound(tally) <= unseenMass) {
            return StopReason.UNSEEN_MASS_SMALL;
        }
        return tally.total() >= total ? StopReason.STARTS_SPENT : null;
    }

    /**
     * With 95 % confidence a fresh start finds a new minimum with at most this probability: {@code 1 − δⱼ^(1/r)} after r
     * starts without a new one, where look j spends {@code δⱼ = 0.05 · 6 / (π² j²)}, so that all looks together spend 0.05.
     */
    private double unseenBound(SearchTally tally) {
        List<MinimaArchive.Sighting> sightings = tally.archive().sightings();
        if (sightings.isEmpty()) {
            return 1;
        }
        long run = tally.total() - 1 - sightings.get(sightings.size() - 1).firstStart();
        double look = Math.ceil((double) tally.total() / waveSize);
        double spent = 0.05 * 6 / (Math.PI * Math.PI * look * look);
        return run == 0 ? 1 : -StrictMath.expm1(StrictMath.log(spent) / run);
    }
}
