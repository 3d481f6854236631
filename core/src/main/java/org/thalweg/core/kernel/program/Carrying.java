package org.thalweg.core.kernel.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thalweg.core.kernel.program.Statement.Accumulate;
import org.thalweg.core.kernel.program.Statement.Remember;
import org.thalweg.core.kernel.program.Value.Address;

/**
 * Passes from one iteration of a loop to the next what both would otherwise take from memory.
 *
 * <p>Where a loop over i reads x[i] and x[i+1], the second becomes the first of the next iteration. Where it adds to g[i] and g[i+1],
 * what is due to g[i+1] waits for the next iteration, and g[i] is written once. Only loops that surely run are changed: what is read
 * before them, and written after them, is then within the arrays.
 */
final class Carrying {

    private final Graph original;
    private final Replica replica;
    private final Graph graph;
    private final Arithmetic math;

    Carrying(Graph original) {
        this.original = original;
        replica = new Replica(original.active());
        graph = replica.graph();
        math = new Arithmetic(graph);
    }

    Graph graph() {
        return graph;
    }

    /** Copies the program to {@link #graph}; returns the copy of its result. */
    Value rewrite(Value result) {
        copy(original.constants().statements());
        copy(original.top().statements());
        return replica.of(result);
    }

    private void copy(List<Statement> statements) {
        for (Statement statement : statements) {
            if (statement instanceof Value value) {
                if (!replica.has(value)) {
                    replica.copy(value);
                }
            } else if (statement instanceof Loop loop) {
                new Passage(loop).copy();
            } else if (statement instanceof Accumulate accumulate) {
                accumulate(accumulate.output(), replica.of(accumulate.index()), replica.of(accumulate.value()));
            } else if (statement instanceof Remember remember) {
                graph.remember(
                        replica.of(remember.scratch()), replica.of(remember.index()), replica.of(remember.value()));
            }
        }
    }

    /** A product is rounded together with the addition. */
    private void accumulate(Statement.Output output, Affine index, Value value) {
        boolean negated = value.operation() == Operation.NEGATE && !value.isConstant();
        Value product = negated ? value.a() : value;
        if (product.operation().isProduct() && !product.isConstant()) {
            Value factor = negated ? math.negate(product.b()) : product.b();
            graph.accumulate(output, index, product.a(), factor);
        } else {
            graph.accumulate(output, index, value);
        }
    }

    /** Where a statement of a loop writes. */
    private record Target(Statement.Output output, Affine index) {}

    /** One loop and what it carries. */
    private final class Passage {
        private final Loop loop;
        private final Map<Value, Value> later = new LinkedHashMap<>();
        private final Map<Target, Accumulate> writes = new LinkedHashMap<>();
        private final Map<Target, Carry> pending = new LinkedHashMap<>();

        Passage(Loop loop) {
            this.loop = loop;
        }

        void copy() {
            if (!loop.descending() && Trips.least(loop) > 0) {
                findLoads();
                findWrites();
            }
            Map<Value, Value> first = new HashMap<>();
            for (Value load : later.keySet()) {
                Affine start = load.address().index().with(loop, loop.from());
                first.put(load, graph.load(load.address().input(), replica.of(start)));
            }
            Loop copy = graph.open(loop.name(), replica.of(loop.from()), replica.of(loop.to()), loop.descending());
            replica.put(loop, copy);
            List<Carry> carries = openCarries();
            Map<Value, Carry> loads = new LinkedHashMap<>();
            for (Value load : later.keySet()) {
                Carry carry = graph.carry(first.getOrDefault(load, load), load.isActive());
                loads.put(load, carry);
                replica.put(load, carry.current());
            }
            writes.keySet().stream()
                    .filter(target -> writes.containsKey(next(target)))
                    .forEach(target -> pending.put(target, graph.carry(math.number(0), true)));
            copyBody();
            for (int k = 0; k < carries.size(); k++) {
                carries.get(k).setNext(replica.of(loop.carries().get(k).next()));
            }
            loads.forEach((load, carry) -> carry.setNext(replica.of(later.getOrDefault(load, load))));
            pending.forEach((target, carry) -> carry.setNext(due(next(target))));
            graph.close();
            for (int k = 0; k < carries.size(); k++) {
                replica.put(loop.carries().get(k).result(), carries.get(k).result());
            }
            pending.forEach((target, carry) -> graph.accumulate(
                    target.output(),
                    replica.of(target.index().with(loop, loop.to().plus(1))),
                    carry.result()));
        }

        private List<Carry> openCarries() {
            List<Carry> carries = new ArrayList<>();
            for (Carry carry : loop.carries()) {
                Carry again =
                        graph.carry(replica.of(carry.initial()), carry.current().isActive());
                replica.put(carry.current(), again.current());
                carries.add(again);
            }
            return carries;
        }

        private void copyBody() {
            for (Statement statement : loop.body().statements()) {
                if (statement instanceof Accumulate accumulate && writes.containsKey(target(accumulate))) {
                    Target target = target(accumulate);
                    if (!pending.containsKey(previous(target))) {
                        accumulate(target.output(), replica.of(target.index()), due(target));
                    }
                } else {
                    Carrying.this.copy(List.of(statement));
                }
            }
        }

        /** What an iteration, and those before it, give to an element. */
        private Value due(Target target) {
            Value value = replica.of(write(target).value());
            Carry carry = pending.get(target);
            return carry == null ? value : math.accumulate(carry.current(), value);
        }

        private Accumulate write(Target target) {
            Accumulate write = writes.get(target);
            if (write == null) {
                throw new IllegalStateException("nothing is written to " + target);
            }
            return write;
        }

        private void findLoads() {
            Map<Object, Value> known = new HashMap<>();
            for (Statement statement : loop.body().statements()) {
                if (statement instanceof Value value && value.operation() == Operation.LOAD) {
                    known.put(value.address(), value);
                }
            }
            for (Statement statement : loop.body().statements()) {
                if (statement instanceof Value value && value.operation() == Operation.LOAD) {
                    Address address = value.address();
                    Value next = known.get(new Address(address.input(), next(address.index())));
                    if (next != null) {
                        later.put(value, next);
                    }
                }
            }
        }

        private void findWrites() {
            Map<Target, Integer> counts = new HashMap<>();
            for (Statement statement : loop.body().statements()) {
                if (statement instanceof Accumulate accumulate) {
                    Target target = target(accumulate);
                    counts.merge(target, 1, Integer::sum);
                    writes.put(target, accumulate);
                }
            }
            writes.keySet()
                    .removeIf(target -> counts.getOrDefault(target, 0) != 1
                            || target.index().coefficient(loop) == 0);
        }

        private Target target(Accumulate accumulate) {
            return new Target(accumulate.output(), accumulate.index());
        }

        private Target next(Target target) {
            return new Target(target.output(), next(target.index()));
        }

        private Target previous(Target target) {
            return new Target(
                    target.output(), target.index().plus(-target.index().coefficient(loop)));
        }

        /** The same in the next iteration. */
        private Affine next(Affine index) {
            return index.plus(index.coefficient(loop));
        }
    }
}
