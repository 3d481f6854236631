package org.thalweg.core.kernel.program;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The adjoints that values have received from one region, the top level or one loop.
 *
 * <p>A <em>guard</em> is the truth under which an adjoint counts; where it is false the adjoint is 0. It comes from an {@code if},
 * min or max of which the value is needed by one branch only.
 */
final class Adjoints {

    private final Arithmetic math;
    private final Region region;
    private final Map<Value, Value> adjoints = new HashMap<>();
    private final Map<Value, Value> guards = new HashMap<>();
    /** The last value first. */
    private final PriorityQueue<Value> own =
            new PriorityQueue<>(Comparator.comparingInt(Value::id).reversed());

    private final List<Value> outside = new ArrayList<>();
    private final List<Value> loads = new ArrayList<>();

    Adjoints(Arithmetic math, Region region) {
        this.math = math;
        this.region = region;
    }

    /** Adds a contribution to the adjoint of {@code value}, 0 where the guard is false. */
    void add(Value value, Value contribution, @Nullable Value guard) {
        if (!value.isActive()) {
            return;
        }
        Value present = adjoints.get(value);
        if (present == null) {
            adjoints.put(value, contribution);
            if (guard != null) {
                guards.put(value, guard);
            }
            Collection<Value> place = value.region().depth() < region.depth()
                    ? outside
                    : value.operation() == Operation.LOAD ? loads : own;
            place.add(value);
        } else {
            adjoints.put(value, math.accumulate(present, contribution));
            Value other = guards.get(value);
            if (guard == null || other == null) {
                guards.remove(value);
            } else {
                guards.put(value, math.or(other, guard));
            }
        }
    }

    /** The last value of the region whose adjoint is complete and has not been passed on. */
    @Nullable Value next() {
        return own.poll();
    }

    Value of(Value value) {
        Value adjoint = adjoints.get(value);
        if (adjoint == null) {
            throw new IllegalStateException("no adjoint for " + value);
        }
        return adjoint;
    }

    @Nullable Value guard(Value value) {
        return guards.get(value);
    }

    /** The coordinates that this region reads, in the order of their creation. */
    Iterable<Value> loads() {
        loads.sort(Comparator.comparingInt(Value::id));
        return loads;
    }

    /** Closes the loop whose body this is, and hands what values outside of it received to {@code outer}. */
    void carryOut(Adjoints outer) {
        outside.sort(Comparator.comparingInt(Value::id));
        List<Carry> totals = new ArrayList<>();
        List<@Nullable Carry> counts = new ArrayList<>();
        for (Value value : outside) {
            totals.add(total(of(value)));
            Value guard = guards.get(value);
            boolean inside = guard != null && guard.region().depth() == region.depth();
            counts.add(inside && guard != null ? total(math.select(guard, math.number(1), math.number(0))) : null);
        }
        math.graph().close();
        int k = 0;
        for (Value value : outside) {
            Carry count = counts.get(k);
            Value guard =
                    count == null ? guards.get(value) : math.apply(Operation.LESS, math.number(0), count.result());
            outer.add(value, totals.get(k).result(), guard);
            k++;
        }
    }

    private Carry total(Value term) {
        Carry total = math.graph().carry(math.number(0), term.isActive());
        total.setNext(math.accumulate(total.current(), term));
        return total;
    }
}
