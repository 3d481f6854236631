package org.thalweg.core.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** A sum of expressions, each of which counts under its guard only. Immutable; zeros are left out. */
final class Guarded {

    static final Guarded ZERO = new Guarded(Map.of());

    private final Map<Guard, Expression> parts;

    private Guarded(Map<Guard, Expression> parts) {
        this.parts = parts;
    }

    static Guarded of(Guard guard, Expression part) {
        return Algebra.isZero(part) ? ZERO : new Guarded(Map.of(guard, part));
    }

    static Guarded always(Expression part) {
        return of(Guard.ALWAYS, part);
    }

    boolean isZero() {
        return parts.isEmpty();
    }

    Set<Guard> guards() {
        return parts.keySet();
    }

    /** The part under a guard, 0 if there is none. */
    Expression part(Guard guard) {
        return parts.getOrDefault(guard, Algebra.ZERO);
    }

    void forEach(BiConsumer<Guard, Expression> action) {
        parts.forEach(action);
    }

    Guarded map(UnaryOperator<Expression> function) {
        Map<Guard, Expression> mapped = new LinkedHashMap<>();
        parts.forEach((guard, part) -> {
            Expression value = function.apply(part);
            if (!Algebra.isZero(value)) {
                mapped.put(guard, value);
            }
        });
        return mapped.isEmpty() ? ZERO : new Guarded(mapped);
    }

    /** Collects what is added up under each guard. */
    static final class Sum {

        private final Map<Guard, List<Expression>> terms = new LinkedHashMap<>();

        void add(Guard guard, Expression term) {
            if (!Algebra.isZero(term)) {
                terms.computeIfAbsent(guard, unused -> new ArrayList<>()).add(term);
            }
        }

        void add(Guarded guarded) {
            guarded.forEach(this::add);
        }

        Guarded total(Algebra algebra) {
            Map<Guard, Expression> total = new LinkedHashMap<>();
            terms.forEach((guard, list) -> {
                Expression sum = list.size() == 1 ? list.get(0) : algebra.add(list);
                if (!Algebra.isZero(sum)) {
                    total.put(guard, sum);
                }
            });
            return total.isEmpty() ? ZERO : new Guarded(total);
        }
    }
}
