package org.thalweg.jobs.search.source;

import org.apache.flink.util.FlinkRuntimeException;

/** A search cannot go on from a checkpoint of another search. */
public final class ChangedSearchException extends FlinkRuntimeException {
    private static final int SHOWN = 120;
    private static final long serialVersionUID = 1;

    private final String part;

    ChangedSearchException(String part, String saved, String now) {
        super(
                "%s (%s) is not that of the saved search (%s): it goes on only with the specification that it was begun with"
                        .formatted(part, shorten(now), shorten(saved)));
        this.part = part;
    }

    /** The name of the part of the specification that differs, such as {@code objective}. */
    public String part() {
        return part;
    }

    private static String shorten(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
