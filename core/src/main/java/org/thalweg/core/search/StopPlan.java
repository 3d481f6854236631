package org.thalweg.core.search;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a search ends before its starts are spent; decided at the end of a wave, from complete waves only.
 *
 * @param waveSize starts a wave, of the first {@link Waves}
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

    /** How starts are cut into waves. */
    Waves waves() {
        return new Waves(waveSize);
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
        UnseenMinima unseen = unseenMass > 0 ? unseen(tally) : null;
        if (unseen != null && unseen.upperBound() <= unseenMass) {
            return StopReason.UNSEEN_MASS_SMALL;
        }
        return tally.total() >= total ? StopReason.STARTS_SPENT : null;
    }

    /**
     * What is estimated not to have been found, by the look at the end of the tally's last wave; null where no minimum was, or where
     * there were too many to keep, so that nobody knows which were met before.
     *
     * <p>The bound holds for starts that a sampler drew. Starts given by hand come first and are few: where the run without
     * a new minimum reaches back into them, it counts them too.
     */
    public @Nullable UnseenMinima unseen(SearchTally tally) {
        if (tally.archive().hasOverflowed()) {
            return null;
        }
        List<MinimaArchive.Sighting> sightings = tally.archive().sightings();
        if (sightings.isEmpty()) {
            return null;
        }
        long run = tally.total() - 1 - sightings.get(sightings.size() - 1).firstStart();
        long look = waves().index(tally.total() - 1) + 1;
        return UnseenMinima.estimate(
                sightings.stream().map(MinimaArchive.Sighting::hits).toList(), run, look);
    }
}
