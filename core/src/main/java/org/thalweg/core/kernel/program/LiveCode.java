package org.thalweg.core.kernel.program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.thalweg.core.kernel.program.Statement.Accumulate;
import org.thalweg.core.kernel.program.Statement.Remember;
import org.thalweg.core.kernel.program.Statement.Scratch;

/** Removes what neither the result nor an output depends on. */
final class LiveCode {

    private final BitSet live = new BitSet();
    private final Deque<Value> pending = new ArrayDeque<>();
    private final Map<Scratch, List<Value>> remembered = new HashMap<>();
    private final Set<Scratch> recalled = new HashSet<>();

    void retain(Graph graph, Value result) {
        mark(result);
        collect(graph.top());
        while (!pending.isEmpty()) {
            markOperands(pending.pop());
        }
        prune(graph.constants());
        prune(graph.top());
    }

    private void collect(Region region) {
        for (Statement statement : region.statements()) {
            if (statement instanceof Accumulate accumulate) {
                mark(accumulate.value());
                if (accumulate.factor() != null) {
                    mark(accumulate.factor());
                }
            } else if (statement instanceof Remember remember) {
                remembered
                        .computeIfAbsent(remember.scratch(), s -> new ArrayList<>())
                        .add(remember.value());
            } else if (statement instanceof Loop loop) {
                collect(loop.body());
            }
        }
    }

    private void mark(Value value) {
        if (!live.get(value.id())) {
            live.set(value.id());
            pending.push(value);
        }
    }

    private void markOperands(Value value) {
        for (int k = 0; k < value.operation().arity(); k++) {
            mark(value.operand(k));
        }
        switch (value.operation()) {
            case CARRIED, FINAL -> {
                mark(value.carry().current());
                mark(value.carry().initial());
                mark(value.carry().next());
            }
            case RECALL -> {
                recalled.add(value.memory().scratch());
                remembered.getOrDefault(value.memory().scratch(), List.of()).forEach(this::mark);
            }
            default -> {}
        }
    }

    private void prune(Region region) {
        List<Statement> kept = new ArrayList<>();
        for (Statement statement : region.statements()) {
            if (statement instanceof Loop loop) {
                prune(loop.body());
                loop.retain(carry -> live.get(carry.current().id()));
                if (!loop.body().statements().isEmpty() || !loop.carries().isEmpty()) {
                    kept.add(loop);
                }
            } else if (isLive(statement)) {
                kept.add(statement);
            }
        }
        region.replaceStatements(kept);
    }

    private boolean isLive(Statement statement) {
        if (statement instanceof Value value) {
            return live.get(value.id());
        }
        return !(statement instanceof Remember remember) || recalled.contains(remember.scratch());
    }
}
