package org.thalweg.core.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which names a tree contains. */
final class Mentions {

    private Mentions() {}

    /** Whether the name of an index or of a binding occurs in the tree. */
    static boolean of(String name, Expression expression) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> work = new ArrayDeque<>();
        work.push(expression);
        while (!work.isEmpty()) {
            Object tree = work.pop();
            if (isMention(name, tree)) {
                return true;
            }
            for (Object child : Structure.takeApart(tree).children()) {
                if (seen.add(child)) {
                    work.push(child);
                }
            }
        }
        return false;
    }

    private static boolean isMention(String name, Object tree) {
        if (tree instanceof Expression.LoopIndex index) {
            return index.name().equals(name);
        }
        if (tree instanceof Expression.Local local) {
            return local.name().equals(name);
        }
        if (tree instanceof Expression.Element element) {
            return element.index().contains(name);
        }
        if (tree instanceof Expression.Sum sum) {
            return sum.from().contains(name) || sum.to().contains(name);
        }
        return tree instanceof Expression.Product product
                && (product.from().contains(name) || product.to().contains(name));
    }

    /** The bindings that the tree refers to, each as often as it does. */
    static List<String> locals(Expression expression, Algebra algebra) {
        List<String> names = new ArrayList<>();
        Deque<Object> work = new ArrayDeque<>();
        work.push(expression);
        while (!work.isEmpty()) {
            algebra.spend(1);
            Object tree = work.pop();
            if (tree instanceof Expression.Local local) {
                names.add(local.name());
            }
            Structure.takeApart(tree).children().forEach(work::push);
        }
        return names;
    }

    /** Whether the tree, written out, has more than that many nodes. */
    static boolean isLargerThan(int most, Expression expression) {
        Deque<Object> work = new ArrayDeque<>();
        work.push(expression);
        for (int count = 0; !work.isEmpty(); count++) {
            if (count == most) {
                return true;
            }
            Structure.takeApart(work.pop()).children().forEach(work::push);
        }
        return false;
    }

    /** Whether the tree binds a name: an index, or a value. */
    static boolean anyBinding(Expression expression) {
        return !bound(expression).isEmpty();
    }

    /** The names of all indices and bindings in the tree. */
    static Set<String> bound(Expression expression) {
        Set<String> names = new TreeSet<>();
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> work = new ArrayDeque<>();
        work.push(expression);
        while (!work.isEmpty()) {
            Object tree = work.pop();
            if (tree instanceof Expression.Sum sum) {
                names.add(sum.index());
            } else if (tree instanceof Expression.Product product) {
                names.add(product.index());
            } else if (tree instanceof Expression.Block block) {
                block.definitions().forEach(definition -> names.add(definition.name()));
            }
            for (Object child : Structure.takeApart(tree).children()) {
                if (seen.add(child)) {
                    work.push(child);
                }
            }
        }
        return names;
    }
}
