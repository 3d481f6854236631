package org.thalweg.jobs.cli.output;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.thalweg.core.run.SearchResult;

/**
 * A result and what a report says beside it.
 *
 * @param result what was found
 * @param notes sentences on what the user did not ask for in so many words, but got
 * @param elapsed wall-clock time from the command's start
 * @param place where it ran, with how many slots
 * @param versions name and version of what it ran on, in the order to be shown
 */
public record RunReport(
        SearchResult result, List<String> notes, Duration elapsed, String place, Map<String, String> versions) {

    /** The result's message and the notes as one text. */
    public String message() {
        List<String> sentences = new ArrayList<>(notes);
        if (!result.message().isEmpty()) {
            sentences.add(0, result.message());
        }
        return String.join(" ", sentences);
    }

    public double elapsedSeconds() {
        return elapsed.toMillis() / 1e3;
    }
}
