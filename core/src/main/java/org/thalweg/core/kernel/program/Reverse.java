package org.thalweg.core.kernel.program;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Expression;
import org.thalweg.core.expression.Expression.Factor;
import org.thalweg.core.kernel.program.Statement.Output;
import org.thalweg.core.kernel.program.Statement.Scratch;

/**
 * Reverse mode: emits a formula's value together with its gradient.
 *
 * <p>The adjoint of a value is the derivative of the result with respect to it. From the last value to the first, a value passes its
 * adjoint, times its partial derivatives, to its operands.
 *
 * <p>A sum whose adjoint is known before the sum is (it enters the result linearly) is one loop that adds up the value and passes on
 * adjoints. Any other sum is run twice: the second loop computes the terms again and passes on adjoints. For a product, the first
 * loop keeps the partial products, and the second runs backwards with the adjoint of what is left, so that factors of zero are
 * nothing special.
 */
final class Reverse {

    private final Translation translation;
    private final Census census;
    private final Arithmetic math;
    private final Partials partials;
    private final Set<Value> settled = new HashSet<>();

    Reverse(Translation translation, Census census, Arithmetic math) {
        this.translation = translation;
        this.census = census;
        this.math = math;
        this.partials = new Partials(math);
    }

    /** Returns the value of {@code root}; the gradient goes to {@link Output#GRADIENT}. */
    Value valueAndGradient(Expression root) {
        Adjoints top = new Adjoints(math, math.graph().top());
        Value value = sweep(root, new Scope(null), math.number(1), null, top);
        finish(top);
        return value;
    }

    /** Emits the value of {@code part} and passes its adjoint on to everything that it is made of in the current region. */
    private Value sweep(Expression part, Scope scope, Value adjoint, @Nullable Value guard, Adjoints adjoints) {
        fuseLinearSums(part, scope, adjoint, guard, adjoints);
        Value value = translation.translate(part, scope);
        adjoints.add(value, adjoint, guard);
        for (Value next = adjoints.next(); next != null; next = adjoints.next()) {
            pass(next, adjoints);
        }
        return value;
    }

    private void fuseLinearSums(Expression part, Scope scope, Value adjoint, @Nullable Value guard, Adjoints adjoints) {
        if (!census.of(part).reduces()) {
            return;
        }
        if (part instanceof Expression.Sum sum) {
            if (census.isUnique(sum)
                    && census.of(sum).varies()
                    && !translation.isUnrolled(scope, sum.from(), sum.to(), sum.body())) {
                fuse(sum, scope, adjoint, guard, adjoints);
            }
        } else if (part instanceof Expression.Addition addition) {
            for (Expression.Term term : addition.terms()) {
                Value signed = term.subtracted() ? math.negate(adjoint) : adjoint;
                fuseLinearSums(term.operand(), scope, signed, guard, adjoints);
            }
        } else if (part instanceof Expression.Negate negate) {
            fuseLinearSums(negate.operand(), scope, math.negate(adjoint), guard, adjoints);
        } else if (part instanceof Expression.Multiplication multiplication) {
            fuseInProduct(multiplication, scope, adjoint, guard, adjoints);
        } else if (part instanceof Expression.Block block) {
            Scope inner = translation.define(block, scope);
            fuseLinearSums(block.value(), inner, adjoint, guard, adjoints);
        }
    }

    /** A product is linear in its one factor with sums, if there is one only and nothing is divided by it. */
    private void fuseInProduct(
            Expression.Multiplication multiplication,
            Scope scope,
            Value adjoint,
            @Nullable Value guard,
            Adjoints adjoints) {
        Factor reducing = null;
        for (Factor factor : multiplication.factors()) {
            if (census.of(factor.operand()).reduces()) {
                if (reducing != null || factor.divided()) {
                    return;
                }
                reducing = factor;
            }
        }
        if (reducing == null) {
            return;
        }
        Value scaled = adjoint;
        for (Factor factor : multiplication.factors()) {
            if (!census.of(factor.operand()).reduces()) {
                Value other = translation.translate(factor.operand(), scope);
                scaled = factor.divided() ? math.divide(scaled, other) : math.scale(scaled, other);
            }
        }
        fuseLinearSums(reducing.operand(), scope, scaled, guard, adjoints);
    }

    private void fuse(Expression.Sum sum, Scope scope, Value adjoint, @Nullable Value guard, Adjoints adjoints) {
        Loop loop = math.graph().open(sum.index(), scope.affine(sum.from(), 0), scope.affine(sum.to(), 0), false);
        Carry total = math.graph().carry(math.number(0), true);
        Adjoints inner = new Adjoints(math, loop.body());
        Value term = sweep(sum.body(), scope.inLoop(loop), adjoint, guard, inner);
        total.setNext(math.add(total.current(), term));
        close(inner, adjoints);
        scope.setComputed(sum, total.result());
        settled.add(total.result());
    }

    private void pass(Value value, Adjoints adjoints) {
        Value adjoint = adjoints.of(value);
        Value guard = adjoints.guard(value);
        switch (value.operation()) {
            case FINAL -> {
                if (!settled.contains(value)) {
                    passIntoLoop(value, adjoint, guard, adjoints);
                }
            }
            case SELECT -> choose(value.a(), value.b(), value.c(), value, adjoints);
            case MIN ->
                choose(
                        math.apply(Operation.LESS_OR_EQUAL, value.a(), value.b()),
                        value.a(),
                        value.b(),
                        value,
                        adjoints);
            case MAX ->
                choose(
                        math.apply(Operation.LESS_OR_EQUAL, value.b(), value.a()),
                        value.a(),
                        value.b(),
                        value,
                        adjoints);
            default -> {
                partials.forEach(value, (operand, partial) -> {
                    if (operand.isActive()) {
                        Value share = math.scale(adjoint, partial);
                        adjoints.add(operand, masked(guard, partial, share), guard);
                    }
                });
            }
        }
    }

    /** 0 where the guard is false: there the adjoint is 0, but the partial derivative may be infinite or NaN. */
    private Value masked(@Nullable Value guard, Value partial, Value share) {
        return guard == null || partial.isConstant() ? share : math.select(guard, share, math.number(0));
    }

    /** The adjoint goes to the operand that was chosen; the other gets 0, and so does all it is made of. */
    private void choose(Value truth, Value whenTrue, Value whenFalse, Value chosen, Adjoints adjoints) {
        Value adjoint = adjoints.of(chosen);
        Value guard = adjoints.guard(chosen);
        Value zero = math.number(0);
        Value not = math.not(truth);
        Value trueGuard = guard == null ? truth : math.and(guard, truth);
        Value falseGuard = guard == null ? not : math.and(guard, not);
        adjoints.add(whenTrue, math.select(truth, adjoint, zero), trueGuard);
        adjoints.add(whenFalse, math.select(truth, zero, adjoint), falseGuard);
    }

    private void passIntoLoop(Value value, Value adjoint, @Nullable Value guard, Adjoints adjoints) {
        Translation.Reduction reduction = translation.reduction(value);
        if (reduction == null) {
            throw new IllegalStateException("no sum or product is known for " + value);
        }
        Scope scope = reduction.scope();
        Scratch prefixes = reduction.prefixes();
        if (prefixes == null) {
            Expression.Sum sum = (Expression.Sum) reduction.source();
            Loop loop = math.graph().open(sum.index(), scope.affine(sum.from(), 0), scope.affine(sum.to(), 0), false);
            Adjoints inner = new Adjoints(math, loop.body());
            sweep(sum.body(), scope.inLoop(loop), adjoint, guard, inner);
            close(inner, adjoints);
        } else {
            Expression.Product product = (Expression.Product) reduction.source();
            Loop loop = math.graph()
                    .open(product.index(), scope.affine(product.from(), 0), scope.affine(product.to(), 0), true);
            Carry left = math.graph().carry(adjoint, true);
            Value prefix = math.graph().recall(prefixes, Translation.iteration(loop), true);
            Value share = masked(guard, prefix, math.multiply(left.current(), prefix));
            Adjoints inner = new Adjoints(math, loop.body());
            Value factor = sweep(product.body(), scope.inLoop(loop), share, guard, inner);
            left.setNext(math.multiply(left.current(), factor));
            close(inner, adjoints);
        }
    }

    /** Ends a loop: what values outside of it have received in all iterations together is theirs. */
    private void close(Adjoints inner, Adjoints outer) {
        finish(inner);
        inner.carryOut(outer);
    }

    /** Adds the adjoints of the coordinates that are read in a region to the gradient. */
    private void finish(Adjoints adjoints) {
        for (Value load : adjoints.loads()) {
            math.graph().accumulate(Output.GRADIENT, load.address().index(), adjoints.of(load));
        }
    }
}
