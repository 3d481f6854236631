package org.thalweg.jobs.fit;

/**
 * Who holds what: n things dealt in runs to workers, the first of them one more where it does not come out even.
 *
 * <p>It is the way in which Flink deals the elements of a list state when a job is rescaled, so that the owner of a block finds its state.
 */
record Ownership(int things, int workers) {

    /** The first thing of {@code worker}. */
    int from(int worker) {
        int more = things % workers;
        return worker * (things / workers) + (worker < more ? worker : more);
    }

    /** The thing after the last of {@code worker}. */
    int to(int worker) {
        return from(worker + 1);
    }

    int ownerOf(int thing) {
        int base = things / workers;
        int more = things % workers;
        int inLonger = more * (base + 1);
        return thing < inLonger ? thing / (base + 1) : more + (thing - inLonger) / base;
    }
}
