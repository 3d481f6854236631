package org.thalweg.core.kernel.program;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.kernel.program.Statement.Accumulate;
import org.thalweg.core.kernel.program.Statement.Input;
import org.thalweg.core.kernel.program.Statement.Output;
import org.thalweg.core.kernel.program.Statement.Remember;
import org.thalweg.core.kernel.program.Statement.Scratch;

/**
 * Forward mode over a program: beside every value, its derivative along a direction.
 *
 * <p>Over a program of f and ∇f it gives ∇²f·v, exactly; n directions give the Hessian.
 */
final class Tangent {

    private final Input active;
    private final Replica replica;
    private final Graph graph;
    private final Arithmetic math;
    private final Partials partials;
    private final PerValue<Value> tangents = new PerValue<>();
    private final Map<Scratch, Scratch> twins = new HashMap<>();

    /** @param active the input that moves in the direction */
    Tangent(Input active) {
        this.active = active;
        replica = new Replica(active);
        graph = replica.graph();
        math = new Arithmetic(graph);
        partials = new Partials(math);
    }

    /** The same program, with the derivative of all that it writes to the gradient. */
    Program along(Program program) {
        copy(program.constants());
        copy(program.top());
        return Program.finished(program.dimension(), graph, replica.of(program.result()), EnumSet.allOf(Output.class));
    }

    private void copy(Region region) {
        for (Statement statement : region.statements()) {
            if (statement instanceof Value value) {
                if (value.operation() != Operation.CARRIED && value.operation() != Operation.FINAL) {
                    differentiate(value, replica.copy(value));
                }
            } else if (statement instanceof Loop loop) {
                copyLoop(loop);
            } else if (statement instanceof Accumulate accumulate) {
                Value copy = product(accumulate);
                Affine index = replica.of(accumulate.index());
                graph.accumulate(Output.GRADIENT, index, copy);
                Value tangent = tangents.get(copy);
                if (tangent != null) {
                    graph.accumulate(Output.HESSIAN_VECTOR, index, tangent);
                }
            } else if (statement instanceof Remember remember) {
                copyMemory(remember);
            }
        }
    }

    private void differentiate(Value original, Value copy) {
        if (!copy.isActive() || tangents.has(copy)) {
            return;
        }
        Value tangent;
        switch (copy.operation()) {
            case LOAD ->
                tangent = graph.load(
                        active == Input.POINT ? Input.DIRECTION : Input.PARAMETER_DIRECTION,
                        copy.address().index());
            case RECALL ->
                tangent = graph.recall(
                        twin(original.memory().scratch()), copy.memory().index(), true);
            case SELECT -> tangent = choose(copy.a(), copy.b(), copy.c());
            case MIN -> tangent = choose(math.apply(Operation.LESS_OR_EQUAL, copy.a(), copy.b()), copy.a(), copy.b());
            case MAX -> tangent = choose(math.apply(Operation.LESS_OR_EQUAL, copy.b(), copy.a()), copy.a(), copy.b());
            default -> tangent = total(copy);
        }
        if (tangent != null) {
            tangents.put(copy, tangent);
        }
    }

    private Value product(Accumulate accumulate) {
        Value value = replica.of(accumulate.value());
        if (accumulate.factor() == null) {
            return value;
        }
        Value product = graph.emit(Operation.MULTIPLY, value, replica.of(accumulate.factor()));
        differentiate(product, product);
        return product;
    }

    /** Σ ∂v/∂operand · the operand's tangent. */
    private @Nullable Value total(Value copy) {
        Value[] sum = new Value[1];
        partials.forEach(copy, (operand, partial) -> {
            Value tangent = tangents.get(operand);
            if (tangent != null) {
                Value share = math.scale(tangent, partial);
                sum[0] = sum[0] == null ? share : math.accumulate(sum[0], share);
            }
        });
        return sum[0];
    }

    private @Nullable Value choose(Value truth, Value whenTrue, Value whenFalse) {
        Value one = tangents.get(whenTrue);
        Value other = tangents.get(whenFalse);
        if (one == null && other == null) {
            return null;
        }
        Value zero = math.number(0);
        return math.select(truth, one == null ? zero : one, other == null ? zero : other);
    }

    private void copyLoop(Loop loop) {
        Loop copy = graph.open(loop.name(), replica.of(loop.from()), replica.of(loop.to()), loop.descending());
        replica.put(loop, copy);
        List<Carry> carries = new ArrayList<>();
        List<@Nullable Carry> derivatives = new ArrayList<>();
        for (Carry carry : loop.carries()) {
            Value initial = replica.of(carry.initial());
            boolean active = carry.current().isActive();
            Carry again = graph.carry(initial, active);
            replica.put(carry.current(), again.current());
            carries.add(again);
            Carry derivative = null;
            if (active) {
                derivative = graph.carry(tangentOrZero(initial), true);
                tangents.put(again.current(), derivative.current());
            }
            derivatives.add(derivative);
        }
        copy(loop.body());
        for (int k = 0; k < carries.size(); k++) {
            Value next = replica.of(loop.carries().get(k).next());
            carries.get(k).setNext(next);
            Carry derivative = derivatives.get(k);
            if (derivative != null) {
                derivative.setNext(tangentOrZero(next));
            }
        }
        graph.close();
        for (int k = 0; k < carries.size(); k++) {
            Value result = carries.get(k).result();
            replica.put(loop.carries().get(k).result(), result);
            Carry derivative = derivatives.get(k);
            if (derivative != null) {
                tangents.put(result, derivative.result());
            }
        }
    }

    private void copyMemory(Remember remember) {
        Value copy = replica.of(remember.value());
        Affine index = replica.of(remember.index());
        graph.remember(replica.of(remember.scratch()), index, copy);
        graph.remember(twin(remember.scratch()), index, tangentOrZero(copy));
    }

    private Value tangentOrZero(Value copy) {
        Value tangent = tangents.get(copy);
        return tangent == null ? math.number(0) : tangent;
    }

    private Scratch twin(Scratch scratch) {
        return twins.computeIfAbsent(scratch, s -> graph.scratch(s.length()));
    }
}
