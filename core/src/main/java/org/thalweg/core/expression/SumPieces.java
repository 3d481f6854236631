package org.thalweg.core.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * A formula that adds up many terms, cut into pieces that add up to it: each a formula of its own, over the variables that it needs.
 *
 * <p>Cut are the ranges of its outermost sums: of {@code a + 2*sum(i, 1, n-1, …) - sum(j, 1, n, …)}, piece k of K has the k-th K-th of both
 * ranges; what is outside of sums belongs to piece 0. A piece has the variables between the first and the last coordinate that it reads. Where
 * the index serves as an index alone it is counted from 1 in every piece, so that pieces of equal size have the same text.
 */
public final class SumPieces {

    private final Formula formula;
    private final List<Addend> sums = new ArrayList<>();
    private final List<Expression.Term> others = new ArrayList<>();
    private final int count;
    private final Map<List<Object>, Formula> parsed = new HashMap<>();

    /** A sum that is added or subtracted, with constant factors around it. */
    private record Addend(boolean subtracted, Expression.Sum sum, UnaryOperator<Expression> around) {
        long from() {
            return sum.from().constant();
        }

        long terms() {
            return Math.max(0, sum.to().constant() - from() + 1);
        }
    }

    /**
     * One piece.
     *
     * @param formula its terms, of the variables that it reads
     * @param first the coordinate, in the whole formula, of the first of these
     */
    public record Piece(Formula formula, int first) {}

    /** The coordinates {@code first} … {@code end} − 1. */
    public record Span(int first, int end) {
        public int size() {
            return end - first;
        }
    }

    /**
     * Cuts a formula.
     *
     * @param most how many pieces there are, or fewer where there are fewer terms
     * @throws ExpressionException if the formula is not made of sums
     */
    public SumPieces(Formula formula, int most) {
        this.formula = formula;
        sort(formula.closed(), false, UnaryOperator.identity());
        long terms = sums.stream().mapToLong(Addend::terms).max().orElse(0);
        if (terms == 0) {
            throw new ExpressionException(
                    "the formula is not a sum of many terms: what is shared out are the terms of sum(i, from, to, …),"
                            + " alone or added up with others");
        }
        count = (int) Math.min(most, terms);
    }

    /** Collects the addends of an expression. */
    private void sort(Expression expression, boolean subtracted, UnaryOperator<Expression> around) {
        if (expression instanceof Expression.Addition addition) {
            addition.terms().forEach(term -> sort(term.operand(), subtracted ^ term.subtracted(), around));
        } else if (expression instanceof Expression.Negate negate) {
            sort(negate.operand(), !subtracted, around);
        } else if (expression instanceof Expression.Sum sum) {
            sums.add(new Addend(subtracted, sum, around));
        } else if (expression instanceof Expression.Multiplication product && varyingFactor(product) >= 0) {
            int at = varyingFactor(product);
            sort(product.factors().get(at).operand(), subtracted, inner -> {
                List<Expression.Factor> factors = new ArrayList<>(product.factors());
                factors.set(at, new Expression.Factor(false, inner));
                return around.apply(new Expression.Multiplication(factors));
            });
        } else {
            others.add(new Expression.Term(subtracted, around.apply(expression)));
        }
    }

    /** The position of the one factor that contains variables, if there is one and nothing is divided by it; −1 otherwise. */
    private static int varyingFactor(Expression.Multiplication product) {
        int at = -1;
        for (int i = 0; i < product.factors().size(); i++) {
            if (Reach.readsVariables(product.factors().get(i).operand())) {
                if (at >= 0 || product.factors().get(i).divided()) {
                    return -1;
                }
                at = i;
            }
        }
        return at;
    }

    /** The number of terms of the sum that has the most. */
    public long terms() {
        return sums.stream().mapToLong(Addend::terms).max().orElse(0);
    }

    /** How many coordinates lie between the first and the last that a single term reads, both counted: the most of all terms. */
    public int widest() {
        int widest = 0;
        for (Expression.Term term : others) {
            Reach reach = new Reach(formula.coordinates());
            reach.visit(term.operand());
            widest = Math.max(widest, reach.end() - reach.first());
        }
        for (Addend addend : sums) {
            // a term reads between two affine functions of the index, so the widest is the first or the last
            for (long i : new long[] {addend.from(), addend.from() + addend.terms() - 1}) {
                if (addend.terms() > 0) {
                    Reach reach = reach(-1, List.of(range(addend, i, i)));
                    widest = Math.max(widest, reach.end() - reach.first());
                }
            }
        }
        return widest;
    }

    /** Whether pieces of equal size have the same text: nothing reads the value of an index. */
    public boolean isUniform() {
        return sums.stream().map(Addend::sum).noneMatch(sum -> Reach.readsIndex(sum.index(), sum.body()));
    }

    /** What piece {@code k} reads. */
    public Span span(int k) {
        Reach reach = reach(k, ranges(k));
        return new Span(reach.first(), reach.end());
    }

    /** K, how many pieces there are. */
    public int count() {
        return count;
    }

    /** Piece {@code k}. */
    public Piece piece(int k) {
        List<Addend> ranges = ranges(k);
        return cut(ranges, k == 0 ? others : List.of(), reach(k, ranges));
    }

    private List<Addend> ranges(int k) {
        List<Addend> ranges = new ArrayList<>();
        for (Addend addend : sums) {
            long from = addend.from() + addend.terms() * k / count;
            long to = addend.from() + addend.terms() * (k + 1) / count - 1;
            if (from <= to) {
                ranges.add(range(addend, from, to));
            }
        }
        return ranges;
    }

    private static Addend range(Addend addend, long from, long to) {
        Expression.Sum all = addend.sum();
        Expression.Sum range = new Expression.Sum(all.index(), AffineIndex.of(from), AffineIndex.of(to), all.body());
        return new Addend(addend.subtracted(), range, addend.around());
    }

    private Reach reach(int k, List<Addend> ranges) {
        Reach reach = new Reach(formula.coordinates());
        ranges.forEach(range -> reach.visit(range.sum()));
        if (k == 0) {
            others.forEach(term -> reach.visit(term.operand()));
        }
        return reach;
    }

    private Piece cut(List<Addend> ranges, List<Expression.Term> rest, Reach reach) {
        Map<String, Long> shifts = new LinkedHashMap<>();
        Map<String, OptionalInt> variables = new LinkedHashMap<>();
        for (Coordinates.Block block : formula.coordinates().blocks()) {
            int from = Math.max(block.first(), reach.first());
            int to = Math.min(block.first() + block.size(), reach.end());
            if (from < to) {
                variables.put(block.name(), block.isVector() ? OptionalInt.of(to - from) : OptionalInt.empty());
                shifts.put(block.name(), (long) from - block.first());
            }
        }
        List<Expression.Term> terms = new ArrayList<>();
        for (Expression.Term term : rest) {
            terms.add(new Expression.Term(term.subtracted(), Rewriting.shift(term.operand(), "", 0, shifts)));
        }
        for (Addend range : ranges) {
            terms.add(new Expression.Term(range.subtracted(), range.around().apply(moved(range.sum(), shifts))));
        }
        Formula text = parsed.computeIfAbsent(List.of(terms, variables), same -> {
            ParseOptions options = ParseOptions.none().withCoordinates(Coordinates.of(variables));
            return Formula.parse(Printer.print(added(terms)), options);
        });
        return new Piece(text, reach.first());
    }

    /** The sum with its vectors shifted, and its index counted from 1 if nothing reads its value. */
    private static Expression moved(Expression.Sum sum, Map<String, Long> shifts) {
        long ahead = Reach.readsIndex(sum.index(), sum.body()) ? 0 : sum.from().constant() - 1;
        return new Expression.Sum(
                sum.index(),
                sum.from().minus(AffineIndex.of(ahead)),
                sum.to().minus(AffineIndex.of(ahead)),
                Rewriting.shift(sum.body(), sum.index(), ahead, shifts));
    }

    private static Expression added(List<Expression.Term> terms) {
        Expression.Term head = terms.get(0);
        Expression first = head.subtracted() ? new Expression.Negate(head.operand()) : head.operand();
        if (terms.size() == 1) {
            return first;
        }
        List<Expression.Term> all = new ArrayList<>(terms);
        all.set(0, new Expression.Term(false, first));
        return new Expression.Addition(all);
    }
}
