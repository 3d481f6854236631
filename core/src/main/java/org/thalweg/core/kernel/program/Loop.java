package org.thalweg.core.kernel.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Runs its body for index = from, from + 1, …, to, or in the opposite order if it descends; not at all if to &lt; from.
 *
 * <p>Values pass from one iteration to the next in {@link Carry carries}: all are assigned together at the end of an iteration.
 */
public final class Loop implements Statement {

    private final String name;
    private final Affine from;
    private final Affine to;
    private final boolean descending;
    private final Region body;
    private final List<Carry> carries = new ArrayList<>();

    Loop(Region parent, String name, Affine from, Affine to, boolean descending) {
        this.name = name;
        this.from = from;
        this.to = to;
        this.descending = descending;
        this.body = new Region(parent, this);
    }

    public String name() {
        return name;
    }

    public Affine from() {
        return from;
    }

    public Affine to() {
        return to;
    }

    public boolean descending() {
        return descending;
    }

    /** An upper bound of the iterations of one run, whatever the loops around are at; exact if there are none. */
    public long mostTrips() {
        return Trips.most(this);
    }

    public Region body() {
        return body;
    }

    public int depth() {
        return body.depth();
    }

    public List<Carry> carries() {
        return Collections.unmodifiableList(carries);
    }

    void add(Carry carry) {
        carries.add(carry);
    }

    void retain(java.util.function.Predicate<Carry> live) {
        carries.removeIf(live.negate());
    }
}
