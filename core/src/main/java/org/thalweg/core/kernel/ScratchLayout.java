package org.thalweg.core.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        rowCount = memories(top, carried(fragments, passed(fragments)));
        int fitting = NEAR / Math.max(1, rowCount) / group * group;
        lanes = Math.max(group, Math.min(MOST_LANES, fitting));
    }

    /** Gives a row to what fragments pass on, and to others once nobody needs it any more; returns how many rows there are. */
    private int passed(List<Fragment> fragments) {
        Map<Value, Integer> ends = ends(fragments);
        Deque<Integer> free = new ArrayDeque<>();
        TreeMap<Integer, List<Integer>> inUse = new TreeMap<>();
        int count = 0;
        for (int k = 0; k < fragments.size(); k++) {
            while (!inUse.isEmpty() && inUse.firstKey() < k) {
                free.addAll(inUse.pollFirstEntry().getValue());
            }
            for (Value value : fragments.get(k).passed()) {
                int row = free.isEmpty() ? count++ : free.pop();
                rows.put(value, row);
                inUse.computeIfAbsent(ends.getOrDefault(value, k), end -> new ArrayList<>())
                        .add(row);
            }
        }
        return count;
    }

    /** The last fragment that needs a value: what comes from before a loop is needed until the loop ends. */
    private static Map<Value, Integer> ends(List<Fragment> fragments) {
        Map<Loop, Integer> ends = new HashMap<>();
        Map<Value, Fragment> origins = new HashMap<>();
        for (int k = 0; k < fragments.size(); k++) {
            for (Loop loop : fragments.get(k).around()) {
                ends.put(loop, k);
            }
            for (Value value : fragments.get(k).passed()) {
                origins.put(value, fragments.get(k));
            }
        }
        Map<Value, Integer> last = new HashMap<>();
        for (int k = 0; k < fragments.size(); k++) {
            List<Loop> around = fragments.get(k).around();
            for (Value value : fragments.get(k).received()) {
                Fragment origin = origins.get(value);
                int depth = origin == null ? around.size() : origin.around().size();
                int end = depth < around.size() ? ends.getOrDefault(around.get(depth), k) : k;
                last.merge(value, end, Math::max);
            }
        }
        return last;
    }

    /** Rows of what loops carry, after {@code start} others. */
    private int carried(List<Fragment> fragments, int start) {
        int next = start;
        for (Fragment fragment : fragments) {
            for (Carry carry : fragment.starting()) {
                rows.put(carry.current(), next);
                rows.put(carry.result(), next++);
            }
        }
        return next;
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
