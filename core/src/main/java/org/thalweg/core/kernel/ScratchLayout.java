package org.thalweg.core.kernel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.thalweg.core.kernel.program.Carry;
import org.thalweg.core.kernel.program.Loop;
import org.thalweg.core.kernel.program.Region;
import org.thalweg.core.kernel.program.Statement.Remember;
import org.thalweg.core.kernel.program.Statement.Scratch;
import org.thalweg.core.kernel.program.Value;

/** Where values that fragments pass on, what cut loops carry, and what is remembered are in scratch memory: a row of so many lanes each. */
final class ScratchLayout {

    /** Doubles that stay in the nearest cache. */
    private static final int NEAR = 2048;

    private static final int MOST_LANES = 1024;

    private final Map<Value, Integer> rows = new HashMap<>();
    private final Map<Scratch, Integer> memories = new HashMap<>();
    private final int lanes;
    private final int rowCount;

    /** @param group lanes that are computed together: rows hold a multiple of it */
    ScratchLayout(List<Fragment> fragments, Region top, int group) {
        int next = 0;
        for (Fragment fragment : fragments) {
            for (Value value : fragment.passed()) {
                rows.put(value, next++);
            }
            for (Carry carry : fragment.starting()) {
                rows.put(carry.current(), next);
                rows.put(carry.result(), next++);
            }
        }
        next = memories(top, next);
        rowCount = next;
        int fitting = NEAR / Math.max(1, next) / group * group;
        lanes = Math.max(group, Math.min(MOST_LANES, fitting));
    }

    private int memories(Region region, int start) {
        int next = start;
        for (var statement : region.statements()) {
            if (statement instanceof Remember remember && !memories.containsKey(remember.scratch())) {
                memories.put(remember.scratch(), next);
                next = Math.addExact(next, Math.toIntExact(remember.scratch().length()));
            } else if (statement instanceof Loop loop) {
                next = memories(loop.body(), next);
            }
        }
        return next;
    }

    /** Lanes that may be computed in one call. */
    int lanes() {
        return lanes;
    }

    int place(Value value) {
        return rows.getOrDefault(value, -1) * lanes;
    }

    int place(Scratch scratch) {
        return memories.getOrDefault(scratch, -1) * lanes;
    }

    /** Doubles that are needed in all. */
    int size() {
        return Math.multiplyExact(rowCount, lanes);
    }
}
