package org.thalweg.jobs.cli;

import java.time.Duration;
import java.util.List;
import org.thalweg.core.run.SearchResult;
import org.thalweg.jobs.cli.output.RunReport;
import org.thalweg.jobs.cli.page.SearchPage;
import org.thalweg.jobs.cli.terminal.ProgressDisplay;
import org.thalweg.jobs.cli.terminal.TerminalStyle;

/**
 * Stays with a search until it ends: shows how far it is, stops it in good order when the process is interrupted, writes
 * its result.
 *
 * @param began when the command began, by {@link System#nanoTime}
 * @param watch shows the search and its result as a page, where that is wanted
 */
record Attendance(Streams streams, OutputArguments output, long began, PageArguments.Watch<SearchPage> watch) {

    /**
     * Attends a search that is stopped, and saved, when the process is interrupted.
     *
     * @param notes sentences to go with the result
     * @param place where it runs, for people
     * @return the exit code
     */
    int attend(SearchExecution execution, List<String> notes, String place) throws InterruptedException {
        watch.tell(page -> page.follow(execution::glimpse, execution::stop));
        // closed first, so only once the result is written
        try (Interruption interruption = Interruption.stops(execution::stop)) {
            SearchResult result;
            try {
                result = await(execution);
            } catch (LostSearchException e) {
                e.known().ifPresent(known -> write(known, notes, place));
                throw e;
            }
            write(result, notes, place);
            if (!interruption.isRequested()) {
                return ExitCode.of(result.status()).code();
            }
            interruption
                    .resumption()
                    .ifPresent(command -> streams.err().println("thalweg: interrupted. To go on: " + command));
            return ExitCode.INTERRUPTED.code();
        }
    }

    /** Writes a result as the user wants it. */
    void write(SearchResult result, List<String> notes, String place) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
        RunReport report = new RunReport(result, notes, elapsed, place, Versions.all());
        watch.tell(page -> page.end(report));
        output.write(report, streams);
        watch.writeReport();
    }

    /** Waits for the result, with progress on standard error unless that is unwanted. */
    SearchResult await(SearchExecution execution) throws InterruptedException {
        if (output.quiet()) {
            return execution.result();
        }
        TerminalStyle style = TerminalStyle.of("stderr", streams.environment());
        try (ProgressDisplay display = new ProgressDisplay(streams.err(), style, execution::progress)) {
            display.begin(execution::trouble);
            return execution.result();
        }
    }
}
