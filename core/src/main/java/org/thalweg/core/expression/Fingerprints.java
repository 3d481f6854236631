package org.thalweg.core.expression;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Hashes of trees, remembered by identity, so that trees which share subtrees are hashed in the time of their sharing. */
final class Fingerprints {

    private final IdentityHashMap<Object, Integer> hashes = new IdentityHashMap<>();

    /** A tree as a key of a map. */
    record Key(Expression expression, int hash) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && hash == that.hash && Structure.equal(expression, that.expression);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    Key key(Expression expression) {
        return new Key(expression, hash(expression));
    }

    private int hash(Object tree) {
        PostOrder.walk(tree, hashes::containsKey, node -> {
            Structure.Node parts = Structure.takeApart(node);
            int hash = 31 * node.getClass().getName().hashCode() + parts.label().hashCode();
            for (Object child : parts.children()) {
                hash = 31 * hash + hashes.getOrDefault(child, 0);
            }
            hashes.put(node, hash);
        });
        return hashes.getOrDefault(tree, 0);
    }
}
