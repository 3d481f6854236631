package org.thalweg.core.kernel.program;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.AffineIndex;
import org.thalweg.core.expression.Expression;

/** What names mean at one place of a formula: locals are values, an index is a loop or, in an unrolled one, a number. */
final class Scope {

    private final @Nullable Scope outer;
    private final Map<String, Value> locals = new HashMap<>();
    private final IdentityHashMap<Expression, Scope> blocks = new IdentityHashMap<>();
    private final IdentityHashMap<Expression, Value> loops = new IdentityHashMap<>();
    private @Nullable String index;
    private @Nullable Loop loop;
    private @Nullable Affine form;

    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    Scope inLoop(Loop ofIndex) {
        Scope inner = new Scope(this);
        inner.index = ofIndex.name();
        inner.loop = ofIndex;
        return inner;
    }

    /** An index that is a form of the loops around. */
    Scope withIndex(String name, Affine value) {
        Scope inner = new Scope(this);
        inner.index = name;
        inner.form = value;
        return inner;
    }

    /** The scope of a block's definitions, always the same one. */
    Scope ofBlock(Expression.Block block) {
        return blocks.computeIfAbsent(block, b -> new Scope(this));
    }

    void define(String name, Value value) {
        locals.put(name, value);
    }

    boolean defines(String name) {
        return locals.containsKey(name);
    }

    Value local(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Value value = scope.locals.get(name);
            if (value != null) {
                return value;
            }
        }
        throw new IllegalStateException("the name " + name + " is bound to nothing");
    }

    /** The value of a sum or product that has been computed here already. */
    @Nullable Value computed(Expression reduction) {
        return loops.get(reduction);
    }

    void setComputed(Expression reduction, Value value) {
        loops.put(reduction, value);
    }

    /** An index form plus {@code shift}, over the loops that are open. */
    Affine affine(AffineIndex form, long shift) {
        long constant = Math.addExact(form.constant(), shift);
        Map<Loop, Long> coefficients = new HashMap<>();
        for (String symbol : form.symbols()) {
            long coefficient = form.coefficient(symbol);
            Scope binding = binding(symbol);
            if (binding.loop != null) {
                coefficients.merge(binding.loop, coefficient, Math::addExact);
            }
            if (binding.form != null) {
                constant = Math.addExact(constant, binding.form.addTo(coefficients, coefficient));
            }
        }
        return Affine.of(constant, coefficients);
    }

    private Scope binding(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (name.equals(scope.index)) {
                return scope;
            }
        }
        throw new IllegalStateException("the index " + name + " belongs to no loop");
    }
}
