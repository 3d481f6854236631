package org.thalweg.core.kernel.program;

import java.util.HashMap;
import java.util.Map;
import org.thalweg.core.kernel.program.Statement.Input;
import org.thalweg.core.kernel.program.Statement.Scratch;

/** A copy of a program in the making: what has been copied, and what became of it. */
final class Replica {

    private final Graph graph;
    private final PerValue<Value> copies = new PerValue<>();
    private final Map<Loop, Loop> loops = new HashMap<>();
    private final Map<Scratch, Scratch> scratches = new HashMap<>();

    Replica(Input active) {
        graph = new Graph(active);
    }

    /** Where the copy grows. */
    Graph graph() {
        return graph;
    }

    /** Whether there is a copy of {@code value}, or something in its place. */
    boolean has(Value value) {
        return copies.has(value);
    }

    /** The copy of {@code value}. */
    Value of(Value value) {
        Value copy = copies.get(value);
        if (copy == null) {
            throw new IllegalStateException("used before it is computed: " + value);
        }
        return copy;
    }

    /** Lets {@code copy} stand for {@code value}. */
    void put(Value value, Value copy) {
        copies.put(value, copy);
    }

    void put(Loop loop, Loop copy) {
        loops.put(loop, copy);
    }

    /** Copies a value of which the operands have been copied; it is no {@link Operation#CARRIED} or {@link Operation#FINAL}. */
    Value copy(Value value) {
        Value copy = switch (value.operation()) {
            case CONSTANT -> graph.constant(value.text());
            case LOAD -> graph.load(value.address().input(), of(value.address().index()));
            case INDEX -> graph.index(of(value.affine()));
            case RECALL ->
                graph.recall(of(value.memory().scratch()), of(value.memory().index()), value.isActive());
            case POWER -> graph.emitPower(of(value.a()), of(value.b()), of(value.base()), value.exponent());
            default -> emit(value);
        };
        copies.put(value, copy);
        return copy;
    }

    private Value emit(Value value) {
        Value a = of(value.a());
        return switch (value.operation().arity()) {
            case 1 -> graph.emit(value.operation(), a);
            case 2 -> graph.emit(value.operation(), a, of(value.b()));
            default -> graph.emit(value.operation(), a, of(value.b()), of(value.c()));
        };
    }

    /** The copy of scratch memory. */
    Scratch of(Scratch scratch) {
        return scratches.computeIfAbsent(scratch, s -> graph.scratch(s.length()));
    }

    /** The same form of the copied loops. */
    Affine of(Affine affine) {
        if (affine.isConstant()) {
            return affine;
        }
        Map<Loop, Long> coefficients = new HashMap<>();
        for (int k = 0; k < affine.loops().length; k++) {
            Loop copy = loops.get(affine.loops()[k]);
            if (copy == null) {
                throw new IllegalStateException(affine + " names a loop that is not open");
            }
            coefficients.put(copy, affine.coefficients()[k]);
        }
        return Affine.of(affine.constant(), coefficients);
    }
}
