package org.thalweg.jobs.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.rounds.FitResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.cli.output.FitFrame;
import org.thalweg.jobs.cli.terminal.FullScreen;
import org.thalweg.jobs.cli.terminal.TerminalStyle;
import org.thalweg.jobs.fit.FitGlimpse;

/**
 * Who waits for the end of a fit on Flink, and sees how far it is: by lines now and then, or, who only watches, by the whole of a terminal.
 *
 * @param quiet whether nothing is to be seen
 * @param whole whether the terminal is taken
 */
record Spectator(Streams streams, boolean quiet, boolean whole) {

    /** @param whole whether the terminal may be taken, if there is one */
    static Spectator of(Streams streams, boolean quiet, boolean whole) {
        return new Spectator(streams, quiet, whole && !quiet && style(streams).live());
    }

    private static TerminalStyle style(Streams streams) {
        return TerminalStyle.of("stderr", streams.environment());
    }

    /**
     * The picture of a fit on this terminal.
     *
     * @param observations rows of data; 0 where there are none
     */
    FitFrame frame(SearchSpecification specification, long observations, String place) {
        return new FitFrame(specification, observations, place, style(streams), TerminalStyle.rows());
    }

    /**
     * Waits.
     *
     * @param question asks how the fit is
     * @param limit after which it is ended early; null for none
     */
    FitResult await(
            PartitionedExecution execution,
            Supplier<CompletableFuture<FitGlimpse>> question,
            Function<FitGlimpse, List<String>> frame,
            @Nullable Duration limit)
            throws InterruptedException {
        if (!whole) {
            return execution.result(streams.err(), quiet, limit);
        }
        try (FullScreen<FitGlimpse> screen = new FullScreen<>(streams.err(), question, frame)) {
            screen.begin();
            return execution.result(streams.err(), true, limit);
        }
    }
}
