package org.thalweg.core.expression;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What makes a formula not smooth: functions with kinks or steps of something that varies, and an {@code if} whose condition
 * varies. A condition on loop indices alone chooses once and for all, so it is none.
 */
final class Kinks {

    private final IdentityHashMap<Object, Boolean> varies = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Set<String>> bound = new IdentityHashMap<>();
    private final Set<String> varyingLocals = new HashSet<>();
    private final SortedSet<String> found = new TreeSet<>();

    private Kinks() {}

    /** The names of these functions, and "if". */
    static SortedSet<String> of(Expression expression) {
        Kinks kinks = new Kinks();
        kinks.collectBindings(expression);
        PostOrder.walk(expression, kinks.varies::containsKey, kinks::visit);
        return Collections.unmodifiableSortedSet(kinks.found);
    }

    private void collectBindings(Expression expression) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        PostOrder.walk(expression, seen::contains, node -> {
            seen.add(node);
            if (node instanceof Expression.Block block) {
                block.definitions()
                        .forEach(definition -> bound.computeIfAbsent(definition.value(), unused -> new HashSet<>())
                                .add(definition.name()));
            }
        });
    }

    /** A binding's value is visited before the places that refer to it, for it is written before. */
    private void visit(Object node) {
        boolean isVarying = isVarying(node);
        varies.put(node, isVarying);
        if (isVarying) {
            varyingLocals.addAll(bound.getOrDefault(node, Set.of()));
        }
        if (node instanceof Expression.Call call && !call.function().isSmooth() && isVarying) {
            found.add(call.function().symbol());
        }
        if (node instanceof Expression.Conditional conditional && varies(conditional.condition())) {
            found.add("if");
        }
    }

    private boolean isVarying(Object node) {
        if (node instanceof Expression.Local local) {
            return varyingLocals.contains(local.name());
        }
        return node instanceof Expression.Variable
                || node instanceof Expression.Element
                || Structure.takeApart(node).children().stream().anyMatch(this::varies);
    }

    private boolean varies(Object node) {
        return varies.getOrDefault(node, false);
    }
}
