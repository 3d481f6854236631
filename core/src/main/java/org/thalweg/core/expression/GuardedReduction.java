package org.thalweg.core.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Σᵢ of guarded parts, without unrolling: a guard that fixes i leaves one term, a guard that bounds i a shorter sum; what
 * can neither be solved nor merged into the bounds becomes an {@code if} inside the sum.
 */
final class GuardedReduction {

    private final Algebra algebra;
    private final String index;
    private final AffineIndex from;
    private final AffineIndex to;

    GuardedReduction(Algebra algebra, String index, AffineIndex from, AffineIndex to) {
        this.algebra = algebra;
        this.index = index;
        this.from = from;
        this.to = to;
    }

    Guarded sum(Guarded body) {
        Guarded.Sum total = new Guarded.Sum();
        body.forEach((guard, part) -> add(guard, part, total));
        return total.total(algebra);
    }

    private void add(Guard guard, Expression part, Guarded.Sum total) {
        AffineIndex zero = guard.zero();
        if (zero == null || zero.coefficient(index) == 0) {
            addShorter(zero, guard.nonNegative(), List.of(), part, total);
            return;
        }
        Optional<AffineIndex> solution = solve(zero);
        if (solution.isPresent()) {
            addOne(guard, solution.get(), part, total);
        } else if (zero.symbols().size() > 1) {
            addShorter(null, guard.nonNegative(), List.of(equation(zero)), part, total);
        }
    }

    /** The index at which the form is 0, if that is a form of the outer indices for all of their values. */
    private Optional<AffineIndex> solve(AffineIndex zero) {
        long coefficient = zero.coefficient(index);
        AffineIndex rest = zero.minus(AffineIndex.of(index).times(AffineIndex.of(coefficient)));
        AffineIndex solution = rest.dividedBy(-coefficient);
        return solution.isIntegral() ? Optional.of(solution) : Optional.empty();
    }

    private void addOne(Guard guard, AffineIndex value, Expression part, Guarded.Sum total) {
        List<AffineIndex> conditions = new ArrayList<>();
        conditions.add(value.minus(algebra.settle(from)));
        conditions.add(algebra.settle(to).minus(value));
        guard.nonNegative().forEach(form -> conditions.add(form.substitute(index, value)));
        Optional<Guard> outer = Guard.of(null, conditions);
        outer.ifPresent(where -> total.add(where, Rewriting.substitute(algebra, index, value, part)));
    }

    private void addShorter(
            @Nullable AffineIndex zero,
            List<AffineIndex> nonNegative,
            List<Condition> filters,
            Expression part,
            Guarded.Sum total) {
        AffineIndex lower = from;
        AffineIndex upper = to;
        List<Condition> conditions = new ArrayList<>(filters);
        List<AffineIndex> outer = new ArrayList<>();
        for (AffineIndex form : nonNegative) {
            long slope = form.coefficient(index);
            if (slope == 0) {
                outer.add(form);
                continue;
            }
            Optional<AffineIndex> bound = bound(form, slope);
            AffineIndex end = slope > 0 ? lower : upper;
            Optional<AffineIndex> excess = bound.map(b -> b.minus(algebra.settle(end)));
            if (excess.isEmpty() || !excess.get().isConstant()) {
                conditions.add(inequality(form));
            } else if (slope > 0 && excess.get().constant() > 0) {
                lower = bound.orElseThrow();
            } else if (slope < 0 && excess.get().constant() < 0) {
                upper = bound.orElseThrow();
            }
        }
        Expression body = part;
        if (!conditions.isEmpty()) {
            Condition all = conditions.size() == 1 ? conditions.get(0) : new Condition.Conjunction(conditions);
            body = algebra.conditional(all, part, Algebra.ZERO);
        }
        Expression sum = algebra.sum(index, lower, upper, body);
        Guard.of(zero, outer).ifPresent(where -> total.add(where, sum));
    }

    /** The least, or for a negative slope the greatest, index at which the form is not negative. */
    private Optional<AffineIndex> bound(AffineIndex form, long slope) {
        AffineIndex rest = form.minus(AffineIndex.of(index).times(AffineIndex.of(slope)));
        if (rest.isConstant()) {
            long root = slope > 0 ? -Math.floorDiv(rest.constant(), slope) : Math.floorDiv(rest.constant(), -slope);
            return Optional.of(AffineIndex.of(root));
        }
        AffineIndex root = rest.dividedBy(-slope);
        return root.isIntegral() ? Optional.of(root) : Optional.empty();
    }

    private Condition equation(AffineIndex zero) {
        AffineIndex constant = AffineIndex.of(-zero.constant());
        return new Condition.Comparison(
                Condition.Relation.EQUAL, algebra.expression(zero.plus(constant)), algebra.expression(constant));
    }

    private Condition inequality(AffineIndex form) {
        AffineIndex constant = AffineIndex.of(-form.constant());
        return new Condition.Comparison(
                Condition.Relation.GREATER_OR_EQUAL,
                algebra.expression(form.plus(constant)),
                algebra.expression(constant));
    }
}
