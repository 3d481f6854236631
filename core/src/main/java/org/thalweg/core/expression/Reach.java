package org.thalweg.core.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The coordinates that expressions read: from the first to the last, whatever is in between. */
final class Reach {

    private final Coordinates coordinates;
    private final Map<String, Span> loops = new HashMap<>();
    private int first = Integer.MAX_VALUE;
    private int end;

    /** The values that an index takes, at most. */
    private record Span(long low, long high) {
        Span plus(Span other) {
            return new Span(low + other.low, high + other.high);
        }

        Span times(long factor) {
            return factor >= 0 ? new Span(factor * low, factor * high) : new Span(factor * high, factor * low);
        }
    }

    Reach(Coordinates coordinates) {
        this.coordinates = coordinates;
    }

    /** The first coordinate that was read; 0 if none was. */
    int first() {
        return end == 0 ? 0 : first;
    }

    /** The coordinate after the last. */
    int end() {
        return end;
    }

    /** Adds what an expression reads. */
    void visit(Object tree) {
        if (tree instanceof Expression.Variable variable) {
            coordinates.block(variable.name()).ifPresent(block -> add(block.first(), block.first() + 1));
        } else if (tree instanceof Expression.Element element) {
            coordinates.block(element.vector()).ifPresent(block -> {
                Span span = span(element.index());
                long low = Math.max(1, span.low);
                long high = Math.min(block.size(), span.high);
                if (low <= high) {
                    add(block.first() + (int) low - 1, block.first() + (int) high);
                }
            });
        } else if (tree instanceof Expression.Sum sum) {
            loop(sum.index(), sum.from(), sum.to(), sum.body());
        } else if (tree instanceof Expression.Product product) {
            loop(product.index(), product.from(), product.to(), product.body());
        } else {
            Structure.takeApart(tree).children().forEach(this::visit);
        }
    }

    private void loop(String index, AffineIndex from, AffineIndex to, Expression body) {
        Span span = new Span(span(from).low, span(to).high);
        if (span.low <= span.high) {
            Span hidden = loops.put(index, span);
            visit(body);
            if (hidden == null) {
                loops.remove(index);
            } else {
                loops.put(index, hidden);
            }
        }
    }

    private Span span(AffineIndex index) {
        Span sum = new Span(index.constant(), index.constant());
        for (String symbol : index.symbols()) {
            Span span = loops.get(symbol);
            if (span == null) {
                throw new IllegalStateException(
                        "index %s depends on %s, which is no loop around it".formatted(index, symbol));
            }
            sum = sum.plus(span.times(index.coefficient(symbol)));
        }
        return sum;
    }

    private void add(int from, int to) {
        first = Math.min(first, from);
        end = Math.max(end, to);
    }

    /** Whether variables occur in an expression. */
    static boolean readsVariables(Expression expression) {
        return contains(expression, tree -> tree instanceof Expression.Variable || tree instanceof Expression.Element);
    }

    /** Whether the value of an index occurs in an expression, other than in the index of an element or a bound of a sum. */
    static boolean readsIndex(String index, Expression expression) {
        return contains(
                expression,
                tree -> tree instanceof Expression.LoopIndex loop && loop.name().equals(index));
    }

    private static boolean contains(Expression expression, Predicate<Object> wanted) {
        Deque<Object> work = new ArrayDeque<>();
        work.push(expression);
        while (!work.isEmpty()) {
            Object tree = work.pop();
            if (wanted.test(tree)) {
                return true;
            }
            Structure.takeApart(tree).children().forEach(work::push);
        }
        return false;
    }
}
