package org.thalweg.monitoring.page;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What a page shows of a run. Asked from several threads at once. */
public interface PageContent {

    /** The result so far, as a JSON object. */
    byte[] state();

    /** What the objective looks like over its one or two variables, as a JSON object; empty where that is not known. */
    default Optional<byte[]> landscape() {
        return Optional.empty();
    }

    /**
     * The events that tell a page all that came before, for one that has just been opened.
     *
     * <p>Events that are published meanwhile are sent after these, also if these tell of them already.
     */
    List<PageEvent> opening();

    /** Whether the run can be stopped from a page, now. */
    boolean isStoppable();

    /** Asks the run to stop and keep what it found; returns at once. */
    void stop();

    /** Some text as UTF-8. */
    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
