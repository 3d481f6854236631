package org.thalweg.core.kernel.program;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something for each value of one program, by {@link Value#id}: these are dense, so no hashing is needed. */
public final class PerValue<T> {

    private final List<@Nullable T> elements = new ArrayList<>();

    /** What was put there for {@code value}. */
    public @Nullable T get(Value value) {
        return value.id() < elements.size() ? elements.get(value.id()) : null;
    }

    public boolean has(Value value) {
        return get(value) != null;
    }

    /** Replaces what is there. */
    public void put(Value value, T element) {
        while (elements.size() <= value.id()) {
            elements.add(null);
        }
        elements.set(value.id(), element);
    }
}
