package org.thalweg.core.objective.standard;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.linalg.Bounds;

/**
 * A named test function, or a family with one member a dimension.
 *
 * @param name such as {@code six-hump-camel}
 * @param source where it comes from
 * @param usual the dimension that it is usually shown with
 * @param dimensions those that there are
 * @param instances the problem of each such dimension
 */
public record StandardFunction(
        String name, String source, int usual, IntPredicate dimensions, IntFunction<StandardProblem> instances) {

    /** All functions, simple ones first. */
    public static List<StandardFunction> all() {
        return Catalogue.ALL;
    }

    /** The function of the given name. */
    public static StandardFunction named(String name) {
        return all().stream()
                .filter(function -> function.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("standard function (%s) must be one of %s"
                        .formatted(
                                name, all().stream().map(StandardFunction::name).toList())));
    }

    /** The problem of the usual dimension. */
    public StandardProblem problem() {
        return problem(usual);
    }

    /** The problem of n coordinates. */
    public StandardProblem problem(int n) {
        if (!dimensions.test(n)) {
            throw new IllegalArgumentException(
                    "%s has no dimension %d. Maybe %d, its usual one?".formatted(name, n, usual));
        }
        return instances.apply(n);
    }

    private static final class Catalogue {
        private static final List<StandardFunction> ALL = Stream.of(
                        Families.ALL, Clusters.ALL, LineFunctions.ALL, PlaneFunctions.ALL, TableFunctions.ALL)
                .flatMap(List::stream)
                .toList();
    }

    /** A function of a fixed number of coordinates. */
    static StandardFunction fixed(String name, String text, Bounds box, KnownMinima minima, String source) {
        return fixed(new StandardProblem(name, text, ParseOptions.none(), box, minima), source);
    }

    static StandardFunction fixed(StandardProblem problem, String source) {
        int n = problem.dimension();
        return new StandardFunction(problem.name(), source, n, dimension -> dimension == n, dimension -> problem);
    }
}
