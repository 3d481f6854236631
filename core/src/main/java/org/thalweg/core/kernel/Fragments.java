package org.thalweg.core.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.thalweg.core.kernel.Step.Repetition;
import org.thalweg.core.kernel.program.Carry;
import org.thalweg.core.kernel.program.Loop;
import org.thalweg.core.kernel.program.Operation;
import org.thalweg.core.kernel.program.Program;
import org.thalweg.core.kernel.program.Region;
import org.thalweg.core.kernel.program.Statement;
import org.thalweg.core.kernel.program.Statement.Accumulate;
import org.thalweg.core.kernel.program.Statement.Remember;
import org.thalweg.core.kernel.program.Value;

/**
 * Cuts a program into pieces that the virtual machine compiles well: past a size, methods are not compiled, or badly.
 *
 * <p>A loop is cut only if its body is too large: then it runs around the pieces of its body, and what it carries is in memory.
 * Coordinates and indices are read again by each piece that needs them; other values pass through memory.
 */
final class Fragments {

    private static final int COSTLY = 1 << 20;

    private final Target target;
    private final MethodLimits limits;
    private final List<Fragment> all = new ArrayList<>();
    private final Set<Region> cut = new HashSet<>();
    private final Set<Value> carried = new HashSet<>();
    private final Map<Value, Fragment> origins = new HashMap<>();
    private final List<Step> steps;

    /** Cuts {@code program} for {@code target}. */
    Fragments(Program program, Target target, MethodLimits limits) {
        this.target = target;
        this.limits = limits;
        steps = steps(program.top(), List.of());
        Fragment last = all.get(all.size() - 1);
        last.end(program.result());
        all.forEach(fragment -> fragment.statements().forEach(statement -> define(statement, fragment)));
        all.forEach(this::connect);
        useOperand(program.result(), last);
    }

    /** In the order of execution. */
    List<Step> steps() {
        return steps;
    }

    /** All fragments, in the order of the program. */
    List<Fragment> all() {
        return all;
    }

    /** The last step is a fragment. */
    private List<Step> steps(Region region, List<Loop> around) {
        cut.add(region);
        List<Step> parts = new ArrayList<>();
        Fragment fragment = begin(around, parts);
        int size = 0;
        for (Statement statement : region.statements()) {
            int more = cost(statement);
            if (statement instanceof Loop loop && more > limits.loop()) {
                fragment.start(loop);
                parts.add(repetition(loop, around));
                fragment = begin(around, parts);
                size = 0;
                continue;
            }
            if (size > 0 && size + more > limits.method()) {
                fragment = begin(around, parts);
                size = 0;
            }
            fragment.statements().add(statement);
            size += more;
        }
        return parts;
    }

    private Repetition repetition(Loop loop, List<Loop> around) {
        List<Loop> inside = new ArrayList<>(around);
        inside.add(loop);
        List<Step> body = steps(loop.body(), List.copyOf(inside));
        all.get(all.size() - 1).continueWith(loop);
        for (Carry carry : loop.carries()) {
            carried.add(carry.current());
            carried.add(carry.result());
        }
        return new Repetition(loop, body);
    }

    private Fragment begin(List<Loop> around, List<Step> parts) {
        Fragment fragment = new Fragment(around);
        all.add(fragment);
        parts.add(fragment);
        return fragment;
    }

    private int cost(Statement statement) {
        if (statement instanceof Value value) {
            return target.cost(value);
        }
        if (statement instanceof Loop loop) {
            int sum = 2 + 2 * loop.carries().size();
            for (Statement inner : loop.body().statements()) {
                sum = Math.min(COSTLY, sum + cost(inner));
            }
            return sum;
        }
        return 2;
    }

    private void define(Statement statement, Fragment fragment) {
        if (statement instanceof Value value) {
            origins.put(value, fragment);
        } else if (statement instanceof Loop loop) {
            for (Carry carry : loop.carries()) {
                origins.put(carry.result(), fragment);
            }
        }
    }

    private void connect(Fragment fragment) {
        fragment.statements().forEach(statement -> use(statement, fragment));
        fragment.starting().forEach(carry -> useOperand(carry.initial(), fragment));
        fragment.continued().forEach(carry -> useOperand(carry.next(), fragment));
    }

    private void use(Statement statement, Fragment fragment) {
        if (statement instanceof Value value) {
            for (int k = 0; k < value.operation().arity(); k++) {
                useOperand(value.operand(k), fragment);
            }
        } else if (statement instanceof Accumulate accumulate) {
            useOperand(accumulate.value(), fragment);
            if (accumulate.factor() != null) {
                useOperand(accumulate.factor(), fragment);
            }
        } else if (statement instanceof Remember remember) {
            useOperand(remember.value(), fragment);
        } else if (statement instanceof Loop loop) {
            for (Carry carry : loop.carries()) {
                useOperand(carry.initial(), fragment);
                useOperand(carry.next(), fragment);
            }
            loop.body().statements().forEach(inner -> use(inner, fragment));
        }
    }

    private void useOperand(Value value, Fragment fragment) {
        if (value.isConstant() || !cut.contains(value.region())) {
            return;
        }
        boolean isMadeAgain = value.operation() == Operation.LOAD || value.operation() == Operation.INDEX;
        Fragment origin = origins.get(value);
        if (isMadeAgain || carried.contains(value)) {
            fragment.received().add(value);
        } else if (origin != null && origin != fragment) {
            fragment.received().add(value);
            origin.passed().add(value);
        }
    }
}
