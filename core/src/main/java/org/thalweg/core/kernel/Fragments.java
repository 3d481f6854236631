package org.thalweg.core.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * <p>Cuts are at the top level only. Coordinates are read again by each piece that needs them; other values pass through memory.
 */
final class Fragments {

    private final Target target;
    private final List<List<Statement>> pieces = new ArrayList<>();
    private final Map<Value, Integer> definedIn = new HashMap<>();
    private final List<Set<Value>> received = new ArrayList<>();
    private final List<Set<Value>> passed = new ArrayList<>();

    private Fragments(Target target) {
        this.target = target;
    }

    /** The pieces; empty if a loop is larger than the target can take. */
    static Optional<List<Fragment>> of(Program program, Target target) {
        Fragments fragments = new Fragments(target);
        return fragments.cut(program) ? Optional.of(fragments.connect(program)) : Optional.empty();
    }

    private boolean cut(Program program) {
        List<Statement> piece = new ArrayList<>();
        int size = 0;
        for (Statement statement : program.top().statements()) {
            int more = cost(statement);
            if (statement instanceof Loop && more > target.largestLoopCost()) {
                return false;
            }
            if (size + more > target.largestCost() && !piece.isEmpty()) {
                pieces.add(piece);
                piece = new ArrayList<>();
                size = 0;
            }
            piece.add(statement);
            size += more;
        }
        pieces.add(piece);
        return true;
    }

    private int cost(Statement statement) {
        if (statement instanceof Value value) {
            return target.cost(value);
        }
        if (statement instanceof Loop loop) {
            int sum = 2 + 2 * loop.carries().size();
            for (Statement inner : loop.body().statements()) {
                sum = Math.min(1 << 20, sum + cost(inner));
            }
            return sum;
        }
        return 2;
    }

    private List<Fragment> connect(Program program) {
        for (int k = 0; k < pieces.size(); k++) {
            for (Statement statement : pieces.get(k)) {
                define(statement, k);
            }
            received.add(new LinkedHashSet<>());
            passed.add(new LinkedHashSet<>());
        }
        for (int k = 0; k < pieces.size(); k++) {
            for (Statement statement : pieces.get(k)) {
                use(statement, k);
            }
        }
        useOperand(program.result(), pieces.size() - 1);
        List<Fragment> fragments = new ArrayList<>();
        for (int k = 0; k < pieces.size(); k++) {
            fragments.add(new Fragment(pieces.get(k), List.copyOf(received.get(k)), List.copyOf(passed.get(k))));
        }
        return fragments;
    }

    private void define(Statement statement, int piece) {
        if (statement instanceof Value value) {
            definedIn.put(value, piece);
        } else if (statement instanceof Loop loop) {
            for (Carry carry : loop.carries()) {
                definedIn.put(carry.result(), piece);
            }
        }
    }

    private void use(Statement statement, int piece) {
        if (statement instanceof Value value) {
            for (int k = 0; k < value.operation().arity(); k++) {
                useOperand(value.operand(k), piece);
            }
        } else if (statement instanceof Accumulate accumulate) {
            useOperand(accumulate.value(), piece);
            if (accumulate.factor() != null) {
                useOperand(accumulate.factor(), piece);
            }
        } else if (statement instanceof Remember remember) {
            useOperand(remember.value(), piece);
        } else if (statement instanceof Loop loop) {
            for (Carry carry : loop.carries()) {
                useOperand(carry.initial(), piece);
                useOperand(carry.next(), piece);
            }
            use(loop.body(), piece);
        }
    }

    private void use(Region body, int piece) {
        for (Statement statement : body.statements()) {
            use(statement, piece);
        }
    }

    private void useOperand(Value value, int piece) {
        if (value.isConstant() || value.region().depth() > 0) {
            return;
        }
        if (value.operation() == Operation.LOAD) {
            received.get(piece).add(value);
            return;
        }
        Integer origin = definedIn.get(value);
        if (origin != null && origin != piece) {
            received.get(piece).add(value);
            passed.get(origin).add(value);
        }
    }
}
