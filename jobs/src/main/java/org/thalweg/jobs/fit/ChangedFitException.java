package org.thalweg.jobs.fit;

import org.apache.flink.util.FlinkRuntimeException;

/** A fit cannot go on from a checkpoint of another fit. */
public final class ChangedFitException extends FlinkRuntimeException {
    private static final long serialVersionUID = 1;

    ChangedFitException(String part, String saved, String now) {
        super("%s (%s) is not that of the saved fit (%s): it goes on only with the specification that it was begun with"
                .formatted(part, now, saved));
    }
}
