package org.thalweg.monitoring.boards;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query in Prometheus' language, read strictly: the part of it that dashboards and rules here are written in.
 *
 * @param metrics the names it asks for
 * @param labels the names of the labels it selects, groups or joins by
 */
record PromQl(Set<String> metrics, Set<String> labels) {

    static PromQl parse(String text) {
        Parser parser = new Parser(text);
        parser.whole();
        return new PromQl(parser.metrics, parser.labels);
    }

    /** What a part of a query gives. */
    private enum Value {
        SCALAR,
        VECTOR,
        RANGE
    }

    private static final class Parser {
        private static final Pattern TOKEN =
                Pattern.compile("\\s*(?:(?<number>\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?)(?![a-z0-9])"
                        + "|(?<duration>(?:\\d+(?:ms|[smhdwy]))+)"
                        + "|(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)"
                        + "|(?<string>\"(?:[^\"\\\\]|\\\\.)*\")"
                        + "|(?<operator>==|!=|>=|<=|=~|!~|[-+*/%^=<>(){}\\[\\],]))");

        /** From the loosest to the tightest. */
        private static final List<Set<String>> BINARY = List.of(
                Set.of("or"),
                Set.of("and", "unless"),
                Set.of("==", "!=", ">", "<", ">=", "<="),
                Set.of("+", "-"),
                Set.of("*", "/", "%"),
                Set.of("^"));

        private static final Set<String> AGGREGATIONS =
                Set.of("sum", "min", "max", "avg", "count", "topk", "bottomk", "quantile", "group");

        private static final Map<String, List<Value>> FUNCTIONS = Map.of(
                "rate", List.of(Value.RANGE),
                "increase", List.of(Value.RANGE),
                "changes", List.of(Value.RANGE),
                "delta", List.of(Value.RANGE),
                "max_over_time", List.of(Value.RANGE),
                "histogram_quantile", List.of(Value.SCALAR, Value.VECTOR),
                "round", List.of(Value.VECTOR, Value.SCALAR),
                "vector", List.of(Value.SCALAR),
                "absent", List.of(Value.VECTOR));

        private final String text;
        private final List<String> kinds = new ArrayList<>();
        private final List<String> tokens = new ArrayList<>();
        private final Set<String> metrics = new LinkedHashSet<>();
        private final Set<String> labels = new LinkedHashSet<>();
        private int at;

        Parser(String text) {
            this.text = text;
            Matcher token = TOKEN.matcher(text.strip());
            int end = 0;
            while (token.regionStart() < text.strip().length()) {
                if (!token.lookingAt()) {
                    throw new AssertionError(
                            "no token of PromQL: " + text.strip().substring(end) + " in " + text);
                }
                for (String kind : List.of("number", "duration", "name", "string", "operator")) {
                    if (token.group(kind) != null) {
                        kinds.add(kind);
                        tokens.add(token.group(kind));
                    }
                }
                end = token.end();
                token.region(end, text.strip().length());
            }
        }

        Value expression(int level) {
            if (level == BINARY.size()) {
                return unary();
            }
            Value left = expression(level + 1);
            while (at < tokens.size() && BINARY.get(level).contains(tokens.get(at))) {
                String operator = tokens.get(at++);
                boolean joined = joining();
                Value right = expression(level + 1);
                refuse(left == Value.RANGE || right == Value.RANGE, operator + " takes no ranges");
                refuse(level < 2 && (left == Value.SCALAR || right == Value.SCALAR), operator + " takes vectors");
                refuse(joined && left == Value.SCALAR, "a scalar cannot be joined");
                left = left == Value.SCALAR && right == Value.SCALAR ? Value.SCALAR : Value.VECTOR;
            }
            return left;
        }

        private boolean joining() {
            boolean joined = accept("on") || accept("ignoring");
            if (joined) {
                names();
                if (accept("group_left") || accept("group_right")) {
                    names();
                }
            }
            return joined;
        }

        private Value unary() {
            if (accept("-") || accept("+")) {
                return unary();
            }
            Value value = primary();
            if (accept("[")) {
                refuse(value != Value.VECTOR, "only a selector has a range");
                expectKind("duration");
                expect("]");
                return Value.RANGE;
            }
            return value;
        }

        private Value primary() {
            if (accept("(")) {
                Value inner = expression(0);
                expect(")");
                return inner;
            }
            refuse(at >= tokens.size(), "it ends too soon");
            String token = tokens.get(at);
            switch (kinds.get(at++)) {
                case "number":
                    return Value.SCALAR;
                case "name":
                    return named(token);
                default:
                    throw new AssertionError("'" + token + "' begins nothing in " + text);
            }
        }

        private Value named(String name) {
            if (AGGREGATIONS.contains(name)) {
                return aggregation();
            }
            if (at < tokens.size() && tokens.get(at).equals("(")) {
                return call(name);
            }
            metrics.add(name);
            if (accept("{")) {
                matchers();
            }
            return Value.VECTOR;
        }

        private void matchers() {
            while (!accept("}")) {
                labels.add(expectKind("name"));
                refuse(!(accept("=") || accept("!=") || accept("=~") || accept("!~")), "a label wants to be compared");
                expectKind("string");
                refuse(!accept(",") && !tokens.get(at).equals("}"), "labels want commas between them");
            }
        }

        private Value aggregation() {
            boolean grouped = grouping();
            expect("(");
            Value value = expression(0);
            if (accept(",")) {
                refuse(value != Value.SCALAR, "its first argument is a number");
                value = expression(0);
            }
            expect(")");
            refuse(value != Value.VECTOR, "only vectors are aggregated");
            if (!grouped) {
                grouping();
            }
            return Value.VECTOR;
        }

        private boolean grouping() {
            boolean grouped = accept("by") || accept("without");
            if (grouped) {
                names();
            }
            return grouped;
        }

        private void names() {
            expect("(");
            while (!accept(")")) {
                labels.add(expectKind("name"));
                refuse(!accept(",") && !tokens.get(at).equals(")"), "names want commas between them");
            }
        }

        private Value call(String name) {
            List<Value> parameters = FUNCTIONS.get(name);
            refuse(parameters == null, "there is no function " + name);
            expect("(");
            for (int i = 0; i < parameters.size() && !tokens.get(at).equals(")"); i++) {
                refuse(i > 0 && !accept(","), "arguments want commas between them");
                Value given = expression(0);
                refuse(given != parameters.get(i), name + " takes a " + parameters.get(i) + " and not a " + given);
            }
            expect(")");
            return Value.VECTOR;
        }

        private boolean accept(String token) {
            boolean there = at < tokens.size() && tokens.get(at).equals(token);
            if (there) {
                at++;
            }
            return there;
        }

        private void expect(String token) {
            refuse(!accept(token), "'" + token + "' is missing");
        }

        private String expectKind(String kind) {
            refuse(at >= tokens.size() || !kinds.get(at).equals(kind), "a " + kind + " is missing");
            return tokens.get(at++);
        }

        void whole() {
            refuse(expression(0) == Value.RANGE, "a range is no answer");
            refuse(at < tokens.size(), "it should have ended");
        }

        private void refuse(boolean wrong, String why) {
            if (wrong) {
                throw new AssertionError(
                        why + ", at '%s', in %s".formatted(at < tokens.size() ? tokens.get(at) : "the end", text));
            }
        }
    }
}
