package org.thalweg.jobs.cli;

import org.thalweg.core.run.Status;

/** What the process says to its caller. */
enum ExitCode {
    FOUND(0),
    INTERNAL(1),
    USAGE(2),
    NOTHING_CONVERGED(3),
    BAD_DATA(4),
    CLUSTER_UNREACHABLE(5),
    CANNOT_RESUME(6),
    TIME_LIMIT(124),
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static ExitCode of(Status status) {
        return switch (status) {
            case CONVERGED, TARGET_REACHED -> FOUND;
            case TIME_LIMIT -> TIME_LIMIT;
            case CANCELLED -> INTERRUPTED;
            case BUDGET_SPENT, UNBOUNDED, PLATEAU, NOTHING_FINITE, FAILED -> NOTHING_CONVERGED;
        };
    }
}
