package org.thalweg.core.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A walk through a tree, children first, each shared part once.
 *
 * <p>It replaces recursion where results are remembered by node: the visitor of a node finds those of its children. So the
 * height of a tree costs heap, not stack.
 */
final class PostOrder {

    private PostOrder() {}

    /** Visits what is below {@code root}, and {@code root}, as far as it is not done; visiting must make it done. */
    static void walk(Object root, Predicate<Object> isDone, Consumer<Object> visit) {
        Deque<Object> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Object node = open.element();
            if (isDone.test(node)) {
                open.pop();
                continue;
            }
            int before = open.size();
            List<Object> children = Structure.takeApart(node).children();
            for (int i = children.size() - 1; i >= 0; i--) {
                if (!isDone.test(children.get(i))) {
                    open.push(children.get(i));
                }
            }
            if (open.size() == before) {
                open.pop();
                visit.accept(node);
            }
        }
    }
}
