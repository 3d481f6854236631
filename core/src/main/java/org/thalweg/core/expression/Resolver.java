package org.thalweg.core.expression;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is left to be settled once a text is parsed: the dimensions of its vectors, the value of n, whether all indices stay
 * inside, and the order of the variables.
 */
final class Resolver {

    private final Parser.Result parsed;
    private final ParseOptions options;
    private final SortedMap<String, Long> integers = new TreeMap<>();
    private final Map<Loop, Loop> settled = new HashMap<>();
    private final Extremes extremes = new Extremes();

    Resolver(Parser.Result parsed, ParseOptions options, Map<String, Let> lets) {
        this.parsed = parsed;
        this.options = options;
        lets.forEach((name, let) -> let.integer().ifPresent(value -> integers.put(name, value)));
    }

    /** The coordinates, and n if it is used. */
    record Resolved(Coordinates coordinates, OptionalInt n) {}

    Resolved resolve() {
        try {
            return settleAll();
        } catch (ArithmeticException e) {
            throw new ExpressionException("the indices of the formula exceed 64 bits: " + e.getMessage());
        }
    }

    private Resolved settleAll() {
        SortedMap<String, Integer> sizes = givenSizes();
        OptionalInt n = dimension(sizes);
        n.ifPresent(size -> integers.put(Scope.DIMENSION, (long) size));
        requireFiniteWork();
        if (!sizes.keySet().containsAll(parsed.scope().vectors())) {
            infer(sizes);
        }
        for (IndexUse use : parsed.uses().keySet()) {
            requireInside(use, Objects.requireNonNull(sizes.get(use.vector())));
        }
        return new Resolved(Coordinates.of(ordered(sizes)), n);
    }

    private SortedMap<String, Integer> givenSizes() {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        var vectors = parsed.scope().vectors();
        options.dimensions().forEach((name, size) -> {
            if (!name.isEmpty()) {
                if (!vectors.contains(name)) {
                    throw new ExpressionException("a dimension is given for " + name
                            + ", but the formula has no vector " + name + Names.didYouMean(name, vectors));
                }
                sizes.put(name, size);
            } else if (vectors.size() == 1) {
                sizes.put(vectors.iterator().next(), size);
            } else if (vectors.size() > 1) {
                throw new ExpressionException("the dimension " + size + " could be that of any of the vectors "
                        + vectors + ": name them, as in --dimension x=" + size);
            } else if (parsed.scope().dimensionToken() < 0) {
                throw new ExpressionException(
                        "a dimension (" + size + ") is given, but the formula has no vector: its variables are "
                                + parsed.scope().free().keySet());
            }
        });
        return sizes;
    }

    private OptionalInt dimension(Map<String, Integer> sizes) {
        int token = parsed.scope().dimensionToken();
        if (token < 0) {
            return OptionalInt.empty();
        }
        Integer plain = options.dimensions().get("");
        Integer n = plain != null ? plain : sizes.values().stream().findFirst().orElse(null);
        if (n == null) {
            throw parsed.tokens()
                    .error(
                            token,
                            "n, the dimension of "
                                    + parsed.scope().vectors().iterator().next()
                                    + ", is not known: give it, as in --dimension 10");
        }
        return OptionalInt.of(n);
    }

    private void infer(Map<String, Integer> sizes) {
        Map<String, Long> largest = new TreeMap<>();
        for (IndexUse use : parsed.uses().keySet()) {
            if (sizes.containsKey(use.vector())) {
                continue;
            }
            Extremes.Extreme maximum = extremes.maximum(settle(use.index(), token(use)), settle(use.loops()));
            if (!maximum.isExact()) {
                throw parsed.tokens()
                        .error(
                                token(use),
                                "the dimension of " + use.vector()
                                        + " does not follow from its indices: give it, as in --dimension "
                                        + use.vector() + "=10");
            }
            maximum.value().ifPresent(value -> largest.merge(use.vector(), value, Math::max));
        }
        for (String vector : parsed.scope().vectors()) {
            if (!sizes.containsKey(vector)) {
                long size = largest.getOrDefault(vector, 1L);
                if (size > Limits.MAX_DIMENSION) {
                    throw parsed.tokens()
                            .error(
                                    firstUse(vector),
                                    "the indices of " + vector + " go up to " + size + ": at most "
                                            + Limits.MAX_DIMENSION + " coordinates are accepted");
                }
                sizes.put(vector, (int) Math.max(1, size));
            }
        }
    }

    private int token(IndexUse use) {
        return parsed.uses().getOrDefault(use, 0);
    }

    private int firstUse(String variable) {
        return parsed.scope().free().getOrDefault(variable, 0);
    }

    private void requireInside(IndexUse use, int size) {
        AffineIndex index = settle(use.index(), token(use));
        requireInside(use, size, extremes.minimum(index, settle(use.loops())));
        requireInside(use, size, extremes.maximum(index, settle(use.loops())));
    }

    private void requireInside(IndexUse use, int size, Extremes.Extreme extreme) {
        extreme.value().ifPresent(value -> {
            if (value < 1 || value > size) {
                String reaches = use.index().isConstant() ? "is" : extreme.isExact() ? "reaches" : "may reach";
                String rule = value < 1
                        ? ", but the first element is " + use.vector() + "[1]"
                        : ", but " + use.vector() + " has " + size
                                + " elements: change the bounds of the sum, or --dimension";
                throw parsed.tokens()
                        .error(token(use), "the index of " + use.element() + " " + reaches + " " + value + rule);
            }
        });
    }

    private void requireFiniteWork() {
        double total = 0;
        Map<Loop, Double> iterations = new HashMap<>();
        for (Loop written : parsed.loops()) {
            Loop loop = Objects.requireNonNull(settle(written));
            requireShort(loop, loop.from());
            requireShort(loop, loop.to());
            OptionalLong longest =
                    extremes.maximum(loop.to().minus(loop.from()), loop.outer()).value();
            double outer = loop.outer() == null ? 1 : iterations.getOrDefault(loop.outer(), 0.0);
            double product = outer * Math.max(0, longest.orElse(-1) + 1);
            iterations.put(loop, product);
            total += product;
            if (total > Limits.MAX_ITERATIONS) {
                throw parsed.tokens()
                        .error(
                                loop.token(),
                                "the sum over " + loop.name() + " has too many terms: at most " + Limits.MAX_ITERATIONS
                                        + " are run through in one evaluation");
            }
        }
    }

    private void requireShort(Loop loop, AffineIndex end) {
        long most = extremes.maximum(end, loop.outer()).value().orElse(0);
        long least = extremes.minimum(end, loop.outer()).value().orElse(0);
        if (Math.max(Math.abs(most), Math.abs(least)) > Integer.MAX_VALUE) {
            throw parsed.tokens().error(loop.token(), "the bound " + end + " of " + loop.name() + " exceeds 32 bits");
        }
    }

    private Map<String, OptionalInt> ordered(Map<String, Integer> sizes) {
        Map<String, OptionalInt> variables = new LinkedHashMap<>();
        var free = parsed.scope().free().keySet();
        for (String name : options.order()) {
            if (!free.contains(name) && !options.closed()) {
                throw new ExpressionException("the formula has no variable " + name + Names.didYouMean(name, free)
                        + " (it has " + free + ")");
            }
            variables.put(name, size(name, sizes));
        }
        for (String name : free) {
            variables.put(name, size(name, sizes));
        }
        return variables;
    }

    private static OptionalInt size(String name, Map<String, Integer> sizes) {
        Integer size = sizes.get(name);
        return size == null ? OptionalInt.empty() : OptionalInt.of(size);
    }

    /** The loops with everything but loop indices replaced by its value. */
    private @Nullable Loop settle(@Nullable Loop loop) {
        if (loop == null) {
            return null;
        }
        Loop known = settled.get(loop);
        if (known == null) {
            int token = loop.token();
            known = new Loop(
                    loop.name(), settle(loop.from(), token), settle(loop.to(), token), settle(loop.outer()), token);
            settled.put(loop, known);
        }
        return known;
    }

    private AffineIndex settle(AffineIndex index, int token) {
        try {
            return Rewriting.settle(index, integers);
        } catch (ExpressionException | ArithmeticException e) {
            throw parsed.tokens().error(token, String.valueOf(e.getMessage()));
        }
    }
}
