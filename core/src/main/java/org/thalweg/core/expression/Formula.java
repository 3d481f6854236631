package org.thalweg.core.expression;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A function ℝⁿ → ℝ that was written as text (DESIGN §5.1): its tree and its variables.
 *
 * <p>Immutable. It is serialized as its text and options, and parsed again.
 */
public final class Formula implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient String text;
    private final transient ParseOptions options;
    private final transient Expression expression;
    private final transient Expression closed;
    private final transient Coordinates coordinates;
    private final transient SortedMap<String, Long> integers;

    private Formula(String text, ParseOptions options) {
        this.text = text;
        this.options = options;
        SortedMap<String, Let> lets = Let.of(options);
        Parser.Result parsed = new Parser(text, options, lets).parse();
        Resolver.Resolved resolved = new Resolver(parsed, options, lets).resolve();
        Map<String, Expression> values = new TreeMap<>();
        SortedMap<String, Long> known = new TreeMap<>();
        lets.forEach((name, let) -> {
            values.put(name, let.value());
            let.integer().ifPresent(value -> known.put(name, value));
        });
        resolved.n().ifPresent(n -> {
            values.put(Scope.DIMENSION, Expression.Literal.of(n));
            known.put(Scope.DIMENSION, (long) n);
        });
        expression = parsed.expression();
        closed = values.isEmpty() ? expression : Rewriting.close(expression, values, known);
        coordinates = resolved.coordinates();
        integers = java.util.Collections.unmodifiableSortedMap(known);
    }

    /** @throws ExpressionException if the text is no formula */
    public static Formula parse(String text) {
        return parse(text, ParseOptions.none());
    }

    /** @throws ExpressionException if the text is no formula, or the options do not fit it */
    public static Formula parse(String text, ParseOptions options) {
        return new Formula(text, options);
    }

    /** Another formula of the same variables and constants, such as a gradient's component; it need not use them all. */
    public Formula sibling(String otherText) {
        return parse(otherText, options.withCoordinates(coordinates));
    }

    /** The text as it was given. */
    public String text() {
        return text;
    }

    /** The tree as written, with the names of constants given beside the text, and n. */
    public Expression expression() {
        return expression;
    }

    /**
     * The tree with these names replaced by their values: without {@link Expression.Given}, and with indices affine in loop
     * indices alone. This is what is compiled.
     */
    public Expression closed() {
        return closed;
    }

    public Coordinates coordinates() {
        return coordinates;
    }

    /** n, the number of coordinates. */
    public int dimension() {
        return coordinates.dimension();
    }

    /** The names of the coordinates in order: {@code x}, {@code y}, or {@code x[1]}, {@code x[2]}, …. */
    public List<String> variables() {
        return coordinates.names();
    }

    /**
     * What makes the formula not smooth in its variables, in alphabetical order: names of functions with kinks or steps
     * (abs, ceil, floor, max, min, sign), and {@code if} where a condition depends on a variable. Empty if it is smooth wherever
     * it is defined.
     */
    public SortedSet<String> kinks() {
        return Kinks.of(closed);
    }

    /** The names of the constants given beside the text. */
    Set<String> givens() {
        return options.lets().keySet();
    }

    /** The integers that indices and bounds may name, and n if the text uses it. */
    SortedMap<String, Long> integers() {
        return integers;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Formula that && text.equals(that.text) && options.equals(that.options);
    }

    @Override
    public int hashCode() {
        return 31 * text.hashCode() + options.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    @Serial
    private Object writeReplace() {
        return new Written(text, options);
    }

    private record Written(String text, ParseOptions options) implements Serializable {
        @Serial
        private Object readResolve() {
            return new Formula(text, options);
        }
    }
}
