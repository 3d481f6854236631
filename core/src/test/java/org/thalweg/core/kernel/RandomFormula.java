package org.thalweg.core.kernel;

import java.util.List;
import java.util.Random;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;

/** Generates formulas of the scalars u, v and the vector x[1..n], with every construct of the language. */
final class RandomFormula {

    static final int VECTOR = 4;

    private static final List<String> ANYWHERE = List.of(
            "exp", "expm1", "sin", "cos", "atan", "sinh", "cosh", "tanh", "abs", "sign", "sigmoid", "softplus", "erf");
    private static final List<String> WILD =
            List.of("log", "log1p", "log2", "log10", "sqrt", "cbrt", "asin", "acos", "tan", "floor", "ceil");

    private final Random random;
    private final boolean wild;
    private int names;

    /** @param wild whether arguments may leave the domain of functions, so that NaN and infinities arise */
    RandomFormula(Random random, boolean wild) {
        this.random = random;
        this.wild = wild;
    }

    Formula next() {
        names = 0;
        String text = "0*u+0*v+0*x[%d]+%s".formatted(VECTOR, expression(2 + random.nextInt(3), List.of()));
        ParseOptions options = ParseOptions.none().withDimension(VECTOR).withOrder(List.of("u", "v"));
        return Formula.parse(text, options);
    }

    private String expression(int depth, List<String> indices) {
        if (depth == 0) {
            return leaf(indices);
        }
        switch (random.nextInt(16)) {
            case 0, 1:
                return "(" + expression(depth - 1, indices) + "+" + expression(depth - 1, indices) + ")";
            case 2:
                return "(" + expression(depth - 1, indices) + "-" + expression(depth - 1, indices) + ")";
            case 3, 4:
                return expression(depth - 1, indices) + "*" + expression(depth - 1, indices);
            case 5:
                return wild
                        ? expression(depth - 1, indices) + "/(" + expression(depth - 1, indices) + ")"
                        : expression(depth - 1, indices) + "/(1.5+(" + expression(depth - 1, indices) + ")^2)";
            case 6:
                return "(" + expression(depth - 1, indices) + ")^" + random.nextInt(6);
            case 7:
                return wild
                        ? "(" + expression(depth - 1, indices) + ")^(" + expression(depth - 1, indices) + ")"
                        : "(0.3+abs(" + expression(depth - 1, indices) + "))^(" + leaf(indices) + ")";
            case 8:
                return bounded(ANYWHERE.get(random.nextInt(ANYWHERE.size())), depth, indices);
            case 9:
                return function(depth, indices);
            case 10:
                return reduction(depth, indices);
            case 11:
                return "if(" + condition(depth - 1, indices) + ", " + expression(depth - 1, indices) + ", "
                        + expression(depth - 1, indices) + ")";
            case 12:
                return binary(depth, indices);
            case 13: {
                String name = "t" + names++;
                return "(" + name + "=" + expression(depth - 1, indices) + "; " + name + "*" + name + "-"
                        + expression(depth - 1, indices) + "*" + name + ")";
            }
            case 14:
                return "(-" + expression(depth - 1, indices) + ")";
            default:
                return "(" + leaf(indices) + "-" + leaf(indices) + ")^2";
        }
    }

    private String bounded(String function, int depth, List<String> indices) {
        String argument = expression(depth - 1, indices);
        return wild ? function + "(" + argument + ")" : function + "(2*tanh(0.3*(" + argument + ")))";
    }

    private String function(int depth, List<String> indices) {
        String function = WILD.get(random.nextInt(WILD.size()));
        String argument = expression(depth - 1, indices);
        if (wild) {
            return function + "(" + argument + ")";
        }
        return switch (function) {
            case "asin", "acos", "tan" -> function + "(0.8*sin(" + argument + "))";
            case "floor", "ceil" -> function + "(" + argument + ")*u";
            default -> function + "(0.2+(" + argument + ")^2)";
        };
    }

    private String binary(int depth, List<String> indices) {
        String a = expression(depth - 1, indices);
        String b = expression(depth - 1, indices);
        return switch (random.nextInt(4)) {
            case 0 -> "min(" + a + ", " + b + ", " + leaf(indices) + ")";
            case 1 -> "max(" + a + ", " + b + ")";
            case 2 -> "hypot(" + a + ", " + b + (wild ? "" : ", 0.5") + ")";
            default -> "atan2(" + a + ", " + b + (wild ? "" : "+sign(0.1+" + b + ")") + ")";
        };
    }

    private String reduction(int depth, List<String> indices) {
        String index = "i" + names++;
        List<String> inner = new java.util.ArrayList<>(indices);
        inner.add(index);
        boolean triangular = !indices.isEmpty() && random.nextBoolean();
        String outer = triangular ? indices.get(indices.size() - 1) : "";
        String from = triangular && random.nextBoolean() ? outer : "1";
        String to = triangular && from.equals("1") ? outer : Integer.toString(VECTOR);
        // beyond the cost up to which loops are written out
        String body =
                random.nextBoolean() ? expression(depth - 1, inner) : "0.1*sin(" + expression(depth - 1, inner) + ")";
        boolean product = random.nextInt(3) == 0;
        return (product ? "prod(" : "sum(") + index + ", " + from + ", " + to + ", "
                + (product && !wild ? "1+0.2*tanh(" : "(") + body + "))";
    }

    private String condition(int depth, List<String> indices) {
        String relation = List.of("<", "<=", ">", ">=", "==", "!=").get(random.nextInt(6));
        String comparison = expression(Math.min(depth, 1), indices) + relation + leaf(indices);
        return switch (random.nextInt(4)) {
            case 0 -> comparison + " && " + leaf(indices) + " > -0.2";
            case 1 -> "!(" + comparison + ") || " + leaf(indices) + " > 0.4";
            default -> comparison;
        };
    }

    private String leaf(List<String> indices) {
        if (!indices.isEmpty() && random.nextInt(2) == 0) {
            String index = indices.get(random.nextInt(indices.size()));
            return switch (random.nextInt(4)) {
                case 0 -> index;
                case 1 -> "x[" + (VECTOR + 1) + "-" + index + "]";
                default -> "x[" + index + "]";
            };
        }
        return switch (random.nextInt(7)) {
            case 0, 1 -> "u";
            case 2, 3 -> "v";
            case 4 -> "x[" + (1 + random.nextInt(VECTOR)) + "]";
            case 5 -> List.of("pi", "0.5", "2", "0.1", "1e-3", "7", "e").get(random.nextInt(7));
            default -> Double.toString(Math.rint(random.nextDouble() * 100) / 32);
        };
    }
}
