package org.thalweg.core.expression;

import java.util.Set;
import java.util.TreeSet;

/** Names that a derivative introduces: none that its formula uses. */
final class FreshNames {

    private static final String INDICES = "jklmipq";

    private final Set<String> taken;

    FreshNames(Formula formula) {
        taken = new TreeSet<>(Mentions.bound(formula.expression()));
        formula.coordinates().blocks().forEach(block -> taken.add(block.name()));
        taken.addAll(formula.givens());
        taken.add(Scope.DIMENSION);
    }

    /** A name for an index, another one each time. */
    String index() {
        for (int i = 0; ; i++) {
            String letter = INDICES.substring(i % INDICES.length(), i % INDICES.length() + 1);
            String name = i < INDICES.length() ? letter : letter + i / INDICES.length();
            if (taken.add(name)) {
                return name;
            }
        }
    }

    /** The name of the derivative of a binding, the same each time. */
    String derivative(String binding) {
        String name = "d" + binding;
        while (taken.contains(name) || Names.isReserved(name)) {
            name += "_";
        }
        return name;
    }
}
