package org.thalweg.core.kernel.program;

import org.jspecify.annotations.Nullable;

/** A value that a loop carries: {@code initial} before it, {@code current} in an iteration, {@code result} after it. */
public final class Carry {

    private final Value initial;
    private @Nullable Value current;
    private @Nullable Value next;
    private @Nullable Value result;

    Carry(Value initial) {
        this.initial = initial;
    }

    public Value initial() {
        return initial;
    }

    public Value current() {
        return require(current);
    }

    /** What it is in the next iteration. */
    public Value next() {
        return require(next);
    }

    public Value result() {
        return require(result);
    }

    void setCurrent(Value value) {
        current = value;
    }

    void setNext(Value value) {
        next = value;
    }

    void setResult(Value value) {
        result = value;
    }

    private static Value require(@Nullable Value value) {
        if (value == null) {
            throw new IllegalStateException("the loop is still open");
        }
        return value;
    }
}
