package org.thalweg.jobs.search.archive;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.search.UnseenMinima;
import org.thalweg.jobs.monitor.LookInterval;
import org.thalweg.jobs.serialization.StateSerializer;

/**
 * What is known of the minima while the search runs, looked up twice a second at first and every second later, and so seldom that it takes
 * half a hundredth of the time of one slot at most, beyond what the first looks take while the virtual machine is cold.
 */
final class Minima {
    private static final LookInterval LOOKS = new LookInterval(Duration.ofMillis(500), Duration.ofSeconds(1));
    private static final long SHARE = 200;
    private static final long ALLOWANCE_NANOS = 200_000_000;

    /** How many minima are shown at most, and of how many coordinates in all: few enough for every heartbeat. */
    private static final int MOST_SHOWN = 1_000;

    private static final int COORDINATES = 50_000;
    private static final int FEWEST_SHOWN = 10;

    private final StateSerializer<Findings> serializer = Findings.serializer();
    private final int shown;
    private final LongSupplier nanoClock;
    private final long opened;
    private long spent;
    private long nextLook;
    private long count;
    private double unseen = Double.NaN;

    /** @param dimension the number of variables */
    Minima(int dimension, LongSupplier nanoClock) {
        this.shown = Integer.max(FEWEST_SHOWN, Integer.min(MOST_SHOWN, COORDINATES / dimension));
        this.nanoClock = nanoClock;
        this.opened = nanoClock.getAsLong();
        this.nextLook = opened;
    }

    /**
     * Looks at the archive if it is time to, and shows what there is.
     *
     * @param now whether to look however long ago the last look was
     * @param board is given {@link Findings}, sealed
     */
    void look(Archive archive, boolean now, Consumer<byte[]> board) {
        long before = nanoClock.getAsLong();
        if (now || before - nextLook >= 0) {
            SearchResult result = archive.glimpse(shown);
            UnseenMinima estimate = result.unseen();
            count = result.minimaTotal();
            unseen = estimate == null ? Double.NaN : estimate.probability();
            board.accept(serializer.serialize(Findings.of(result)));
            long after = nanoClock.getAsLong();
            spent += after - before;
            long paid =
                    SHARE * Long.max(0, spent - ALLOWANCE_NANOS); // the time of running that is worth what was spent
            nextLook = Long.max(after + LOOKS.nanosAfter(after - opened), opened + paid);
        }
    }

    /** Distinct minima at the last look. */
    long count() {
        return count;
    }

    /** The probability that the next descent ends at another, estimated at the last look; NaN if it cannot be. */
    double unseen() {
        return unseen;
    }
}
