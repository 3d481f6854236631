package org.thalweg.jobs.cli.page;

/** Where a run is in its life, for people to see. */
enum Phase {
    /** It waits for its slots. */
    STARTING,
    RUNNING,
    /** It recovers from a failure. */
    RESTARTING,
    /** It was asked to stop, and is finishing what it has in hand. */
    STOPPING,
    ENDED
}
