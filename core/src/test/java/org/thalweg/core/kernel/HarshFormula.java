package org.thalweg.core.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;

/**
 * Generates formulas that are hard on compilers: nested sums and products with bounds that move, neighbours and strides, numbers at the ends
 * of the range, conditions in conditions, arguments outside of domains.
 */
final class HarshFormula {

    /** n, the length of the vector x. */
    static final int VECTOR = 6;

    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "2",
            "0.1",
            "1e300",
            "1e-300",
            "4.9e-324",
            "1.7976931348623157e308",
            "1e16",
            "9007199254740993",
            "1e-8",
            "0.5",
            "3",
            "710",
            "pi",
            "e",
            "1e5");
    private static final List<String> FUNCTIONS = List.of(
            "exp",
            "expm1",
            "sin",
            "cos",
            "tan",
            "atan",
            "asin",
            "acos",
            "sinh",
            "cosh",
            "tanh",
            "abs",
            "sign",
            "sigmoid",
            "softplus",
            "erf",
            "log",
            "log1p",
            "log2",
            "log10",
            "sqrt",
            "cbrt",
            "floor",
            "ceil");
    private static final List<String> RELATIONS = List.of("<", "<=", ">", ">=", "==", "!=");

    private final Random random;
    private int names;

    HarshFormula(Random random) {
        this.random = random;
    }

    /** An index, and which elements of the vector it may stand for. */
    private record Index(String name, int least, int most) {}

    Formula next() {
        names = 0;
        String text = "0*u+0*v+0*x[%d]+%s".formatted(VECTOR, expression(2 + random.nextInt(4), List.of()));
        return Formula.parse(text, ParseOptions.none().withDimension(VECTOR).withOrder(List.of("u", "v")));
    }

    /** Coordinates of a point: ordinary ones, and some at the ends of the range. */
    double coordinate() {
        return switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> -0.0;
            case 2 -> random.nextInt(7) - 3;
            case 3 -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(2100) - 1075);
            case 4 ->
                List.of(1e300, -1e300, Double.MIN_VALUE, Double.POSITIVE_INFINITY, Double.NaN, 1e-310)
                        .get(random.nextInt(6));
            default -> 6 * random.nextDouble() - 3;
        };
    }

    private String expression(int depth, List<Index> indices) {
        if (depth == 0) {
            return leaf(indices);
        }
        String a = expression(depth - 1, indices);
        return switch (random.nextInt(14)) {
            case 0 -> "(" + a + "+" + expression(depth - 1, indices) + ")";
            case 1 -> "(" + a + "-" + expression(random.nextInt(depth), indices) + ")";
            case 2 -> a + "*" + expression(random.nextInt(depth), indices);
            case 3 -> a + "/(" + expression(random.nextInt(depth), indices) + ")";
            case 4 ->
                "(" + a + ")^"
                        + List.of("2", "3", "-1", "-2", "0.5", "7", "1.5").get(random.nextInt(7));
            case 5 -> "(" + a + ")^(" + leaf(indices) + ")";
            case 6 -> FUNCTIONS.get(random.nextInt(FUNCTIONS.size())) + "(" + a + ")";
            case 7 -> "if(" + condition(indices) + ", " + a + ", " + expression(random.nextInt(depth), indices) + ")";
            case 8 ->
                List.of("min", "max", "hypot", "atan2").get(random.nextInt(4)) + "(" + a + ", "
                        + expression(random.nextInt(depth), indices) + ")";
            case 9 -> {
                String name = "t" + names++;
                yield "(" + name + "=" + a + "; " + name + "*" + name + "+" + leaf(indices) + "/" + name + ")";
            }
            case 10 -> "(-" + a + ")";
            default -> reduction(depth, indices);
        };
    }

    /** A sum or a product whose bounds may depend on the indices around, and in which x[i ± 1] or x[2·i] may occur. */
    private String reduction(int depth, List<Index> indices) {
        String name = "i" + names++;
        String from = "1";
        String to = "n";
        Index index = new Index(name, 1, VECTOR);
        Index outer = indices.isEmpty() ? null : indices.get(random.nextInt(indices.size()));
        switch (random.nextInt(outer == null ? 4 : 8)) {
            case 0 -> {
                to = "n-1";
                index = new Index(name, 1, VECTOR - 1);
            }
            case 1 -> {
                from = "2";
                index = new Index(name, 2, VECTOR);
            }
            case 2 -> {
                to = "3";
                index = new Index(name, 1, VECTOR / 2);
            }
            case 3 -> {}
            case 4 -> {
                from = outer.name + "+1";
                index = new Index(name, outer.least + 1, VECTOR);
            }
            case 5 -> {
                to = outer.name;
                index = new Index(name, 1, outer.most);
            }
            case 6 -> {
                from = outer.name;
                to = outer.name + "+1";
                index = new Index(name, outer.least, outer.most + 1);
            }
            default -> {
                to = "n-" + outer.name;
                index = new Index(name, 1, VECTOR - outer.least);
            }
        }
        List<Index> inner = new ArrayList<>(indices);
        inner.add(index);
        String body = expression(depth - 1, inner) + "*" + leaf(inner);
        if (random.nextInt(3) > 0) { // beyond the cost up to which loops are written out
            body += "+0.1*sin(" + leaf(inner) + "-" + leaf(inner) + ")";
        }
        boolean isProduct = random.nextInt(3) == 0;
        return (isProduct ? "prod(" : "sum(") + name + ", " + from + ", " + to + ", " + body + ")";
    }

    private String condition(List<Index> indices) {
        String one = leaf(indices) + RELATIONS.get(random.nextInt(6)) + leaf(indices);
        return switch (random.nextInt(5)) {
            case 0 -> one + " && " + condition(indices);
            case 1 -> one + " || " + leaf(indices) + " > 0.4";
            case 2 -> "!(" + one + ")";
            default -> one;
        };
    }

    private String leaf(List<Index> indices) {
        if (!indices.isEmpty() && random.nextInt(3) > 0) {
            return ofIndex(indices.get(random.nextInt(indices.size())));
        }
        return switch (random.nextInt(6)) {
            case 0 -> "u";
            case 1, 2 -> "v";
            case 3 -> "x[" + (1 + random.nextInt(VECTOR)) + "]";
            case 4 -> "(x[2]-x[" + (1 + random.nextInt(3)) + "])"; // 0, one time in three
            default -> NUMBERS.get(random.nextInt(NUMBERS.size()));
        };
    }

    private String ofIndex(Index index) {
        String i = index.name;
        List<String> possible = new ArrayList<>(List.of(i));
        if (index.least >= 1 && index.most <= VECTOR) {
            possible.addAll(List.of("x[" + i + "]", "x[" + i + "]", "x[n+1-" + i + "]"));
        }
        if (index.least >= 1 && index.most < VECTOR) {
            possible.addAll(List.of("x[" + i + "+1]", "x[" + i + "+1]"));
        }
        if (index.least >= 2 && index.most <= VECTOR) {
            possible.add("x[" + i + "-1]");
        }
        if (index.least >= 1 && 2 * index.most <= VECTOR) {
            possible.addAll(List.of("x[2*" + i + "]", "x[2*" + i + "-1]"));
        }
        return possible.get(random.nextInt(possible.size()));
    }
}
