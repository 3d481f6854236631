package org.thalweg.core.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Words with a meaning of their own, and the nearest known name to one that has none. */
final class Names {

    private static final Set<String> FORMS = Set.of("sum", "prod", "if", "pow");

    /** What other languages call these. */
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("fabs", "abs"),
            Map.entry("absolute", "abs"),
            Map.entry("sgn", "sign"),
            Map.entry("signum", "sign"),
            Map.entry("ceiling", "ceil"),
            Map.entry("product", "prod"),
            Map.entry("power", "pow"),
            Map.entry("lg", "log10"),
            Map.entry("lb", "log2"),
            Map.entry("ld", "log2"),
            Map.entry("arcsin", "asin"),
            Map.entry("arccos", "acos"),
            Map.entry("arctan", "atan"),
            Map.entry("arctan2", "atan2"),
            Map.entry("tg", "tan"),
            Map.entry("sh", "sinh"),
            Map.entry("ch", "cosh"),
            Map.entry("th", "tanh"),
            Map.entry("logistic", "sigmoid"),
            Map.entry("expit", "sigmoid"),
            Map.entry("minimum", "min"),
            Map.entry("maximum", "max"),
            Map.entry("norm", "hypot"),
            Map.entry("piecewise", "if"),
            Map.entry("where", "if"),
            Map.entry("ifelse", "if"),
            Map.entry("iif", "if"));

    /** Names that look like constants, which a variable would hide. */
    private static final Map<String, String> NOT_VARIABLES = Map.ofEntries(
            Map.entry("PI", "the circle's constant is pi"),
            Map.entry("Pi", "the circle's constant is pi"),
            Map.entry("π", "write pi"),
            Map.entry("ℯ", "write e"),
            Map.entry("inf", "infinity is no number in a formula"),
            Map.entry("Inf", "infinity is no number in a formula"),
            Map.entry("infinity", "infinity is no number in a formula"),
            Map.entry("Infinity", "infinity is no number in a formula"),
            Map.entry("nan", "NaN is no number in a formula"),
            Map.entry("NaN", "NaN is no number in a formula"),
            Map.entry("true", "conditions are written with < <= > >= == !="),
            Map.entry("false", "conditions are written with < <= > >= == !="));

    private Names() {}

    /** Whether the name means something in every formula. */
    static boolean isReserved(String name) {
        return isCallable(name) || name.equals("pi") || name.equals("e");
    }

    /** Whether the name is written before parentheses. */
    static boolean isCallable(String name) {
        return FORMS.contains(name) || Function.named(name).isPresent();
    }

    /** Why a name would be a misleading variable, if it would be. */
    static Optional<String> whyNotVariable(String name) {
        return Optional.ofNullable(NOT_VARIABLES.get(name));
    }

    /** ": did you mean sin?", or nothing. */
    static String didYouMean(String name, Collection<String> known) {
        return nearest(name, known).map(near -> ": did you mean " + near + "?").orElse("");
    }

    /** " (…)": the same among what can be called. */
    static String didYouMeanFunction(String name) {
        String synonym = SYNONYMS.get(name.toLowerCase(Locale.ROOT));
        if (synonym != null) {
            return ": did you mean " + synonym + "?";
        }
        List<String> known = new ArrayList<>(FORMS);
        for (Function function : Function.values()) {
            known.add(function.symbol());
        }
        known.add("ln");
        return didYouMean(name, known);
    }

    /** The known name with the fewest edits from {@code name}, at most a third of its letters; the first in order. */
    static Optional<String> nearest(String name, Collection<String> known) {
        String best = null;
        int fewest = Math.max(1, Math.min(3, name.length() / 3)) * 2 + 1;
        for (String candidate : known.stream().sorted().toList()) {
            if (Math.abs(candidate.length() - name.length()) <= 3 && name.length() <= 100) {
                int distance = candidate.equalsIgnoreCase(name) ? 1 : distance(name, candidate);
                if (distance < fewest && distance < 2 * Math.min(name.length(), candidate.length())) {
                    fewest = distance;
                    best = candidate;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * The edit distance with transpositions (optimal string alignment), where an insertion, deletion, substitution or
     * swap of neighbours costs 2, and a change of case 1.
     */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = 2 * (i + j);
                    continue;
                }
                int least = Math.min(cost[i - 1][j], cost[i][j - 1]) + 2;
                least = Math.min(least, cost[i - 1][j - 1] + substitution(a.charAt(i - 1), b.charAt(j - 1)));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, cost[i - 2][j - 2] + 2);
                }
                cost[i][j] = least;
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int substitution(char a, char b) {
        if (a == b) {
            return 0;
        }
        return Character.toLowerCase(a) == Character.toLowerCase(b) ? 1 : 2;
    }
}
