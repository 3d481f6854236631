package org.thalweg.jobs.monitor;

import java.io.Serializable;
import org.apache.flink.api.common.accumulators.Accumulator;

/**
 * An accumulator that holds the last value it was given, for one task: the way in which a running job shows a value to
 * its client, on a cluster as in one process. Values are immutable; they are replaced, never changed, since a heartbeat
 * may be serializing them.
 *
 * @param <T> the type of the value
 */
public final class Latest<T extends Serializable> implements Accumulator<T, T> {
    private static final long serialVersionUID = 1;

    private final T first;
    private volatile T value;

    public Latest(T first) {
        this.first = first;
        this.value = first;
    }

    @Override
    public void add(T newer) {
        value = newer;
    }

    @Override
    public T getLocalValue() {
        return value;
    }

    @Override
    public void resetLocal() {
        value = first;
    }

    @Override
    public void merge(Accumulator<T, T> other) {
        value = other.getLocalValue();
    }

    /** Flink asks for {@code clone}; a copy with the same value. */
    @Override
    @SuppressWarnings("MissingSuperCall")
    public Latest<T> clone() {
        Latest<T> copy = new Latest<>(first);
        copy.value = value;
        return copy;
    }
}
