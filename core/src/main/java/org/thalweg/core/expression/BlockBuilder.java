package org.thalweg.core.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Assembles the derivative of a {@link Expression.Block}: its bindings, and their derivatives.
 *
 * <p>In the end a binding that is not used is left out, and one that is a number or a name, or is used once, is put in its
 * place; unless it binds names itself, since no name may be bound inside its own scope, or that place is a large formula
 * already.
 */
final class BlockBuilder {

    private static final int MAX_SIZE = 200;

    private final Algebra algebra;
    private final FreshNames names;
    private final Map<String, Expression> derivatives = new HashMap<>();
    private final List<String> defined = new ArrayList<>();
    private final List<Expression> values = new ArrayList<>();
    /** For every name, the places that refer to it, once for each time: indices into {@code values}. */
    private final Map<String, List<Integer>> uses = new HashMap<>();

    BlockBuilder(Algebra algebra, FreshNames names) {
        this.algebra = algebra;
        this.names = names;
    }

    /** direct + Σ partial·dr over the bindings r defined so far. */
    Expression total(Expression direct, Map<String, Expression> partials) {
        List<Expression> terms = new ArrayList<>();
        terms.add(direct);
        partials.forEach((binding, partial) -> {
            Expression derivative = derivatives.get(binding);
            if (derivative != null) {
                terms.add(algebra.multiply(partial, derivative));
            }
        });
        return algebra.add(terms);
    }

    /** Adds a binding and its derivative. */
    void define(Expression.Definition definition, Expression derivative) {
        add(definition.name(), definition.value());
        if (!Algebra.isZero(derivative)) {
            String name = names.derivative(definition.name());
            add(name, derivative);
            derivatives.put(definition.name(), new Expression.Local(name));
        }
    }

    private void add(String name, Expression value) {
        defined.add(name);
        values.add(value);
    }

    Expression build(Expression value) {
        values.add(value);
        for (int i = 0; i < values.size(); i++) {
            int place = i;
            Mentions.locals(values.get(i), algebra).forEach(name -> uses(name).add(place));
        }
        Set<Integer> dissolved = new HashSet<>();
        for (int i = defined.size() - 1; i >= 0; i--) {
            List<Integer> places = uses(defined.get(i));
            Expression current = values.get(i);
            boolean isMoved = places.size() == 1
                    && !Mentions.anyBinding(current)
                    && !Mentions.isLargerThan(MAX_SIZE, values.get(places.get(0)));
            if (isSimple(current) || places.isEmpty() || isMoved) {
                dissolve(i, places);
                dissolved.add(i);
            }
        }
        List<Expression.Definition> kept = new ArrayList<>();
        for (int i = 0; i < defined.size(); i++) {
            if (!dissolved.contains(i)) {
                kept.add(new Expression.Definition(defined.get(i), values.get(i)));
            }
        }
        Expression result = values.get(defined.size());
        return kept.isEmpty() ? result : new Expression.Block(kept, result);
    }

    /** Puts a value in the places that refer to it, if there are any. */
    private void dissolve(int i, List<Integer> places) {
        Expression value = values.get(i);
        for (int place : places.stream().distinct().toList()) {
            values.set(place, Rewriting.inline(algebra, defined.get(i), value, values.get(place)));
        }
        for (String name : Mentions.locals(value, algebra)) {
            uses(name).remove((Integer) i);
            uses(name).addAll(places);
        }
    }

    private List<Integer> uses(String name) {
        return uses.computeIfAbsent(name, unused -> new ArrayList<>());
    }

    private boolean isSimple(Expression expression) {
        return Structure.isLeaf(expression) || algebra.rational(expression).isPresent();
    }
}
