package org.thalweg.core.expression;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A constant given beside the text.
 *
 * @param value without variables
 * @param integer the value, if it is an integer; then it may be used in indices and bounds
 * @param height of the value's tree
 */
record Let(Expression value, Optional<Long> integer, int height) {

    private static final int MAX_HEIGHT = 100;

    /** Reads the constants of the options; their texts may use numbers, pi, e and functions. */
    static SortedMap<String, Let> of(ParseOptions options) {
        SortedMap<String, Let> lets = new TreeMap<>();
        options.lets().forEach((name, text) -> lets.put(name, read(name, text)));
        return lets;
    }

    private static Let read(String name, String text) {
        try {
            ParseOptions nothing = new ParseOptions(new TreeMap<>(), new TreeMap<>(), java.util.List.of(), true);
            Parser.Result result = new Parser(text, nothing, Map.of()).parse();
            if (result.height() > MAX_HEIGHT) {
                throw new ExpressionException("the value is nested more than " + MAX_HEIGHT + " levels deep");
            }
            return new Let(result.expression(), IndexForm.integer(result.expression()), result.height());
        } catch (ExpressionException e) {
            throw e.inside("the constant " + name);
        }
    }
}
