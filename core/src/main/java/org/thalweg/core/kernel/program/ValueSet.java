package org.thalweg.core.kernel.program;

import org.jspecify.annotations.Nullable;

/** The values of a region by what they are: an open table, since a large formula has a million of them. */
final class ValueSet {
    private @Nullable Value[] slots = new @Nullable Value[16];
    private int size;

    /** Adds {@code value}, or returns the equal value that is here already. */
    Value addIfNew(Value value) {
        int slot = slotOf(value);
        Value present = slots[slot];
        if (present != null) {
            return present;
        }
        slots[slot] = value;
        size++;
        if (size > slots.length / 2) {
            grow();
        }
        return value;
    }

    /** Where {@code value}, or its equal, is or would be. */
    private int slotOf(Value value) {
        int mask = slots.length - 1;
        int slot = value.hashCode() & mask;
        Value there = slots[slot];
        while (there != null && !there.equals(value)) {
            slot = slot + 1 & mask;
            there = slots[slot];
        }
        return slot;
    }

    private void grow() {
        @Nullable Value[] old = slots;
        slots = new @Nullable Value[2 * old.length];
        for (Value value : old) {
            if (value != null) {
                slots[slotOf(value)] = value;
            }
        }
    }
}
