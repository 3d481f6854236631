package org.thalweg.core.expression;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The numbers of a text: each is read once, and refused where a double cannot hold it. */
final class Literals {
    private final Tokens tokens;
    private final Map<String, Expression.Literal> known = new HashMap<>();

    Literals(Tokens tokens) {
        this.tokens = tokens;
    }

    /** @throws ExpressionException if the number is too long, overflows or underflows */
    Expression.Literal at(int token) {
        String word = tokens.word(token);
        Expression.Literal literal = known.get(word);
        if (literal == null) {
            literal = read(word, token);
            known.put(word, literal);
        }
        return literal;
    }

    private Expression.Literal read(String word, int token) {
        if (word.length() > Limits.MAX_DIGITS) {
            throw tokens.error(token, "a number has at most " + Limits.MAX_DIGITS + " digits");
        }
        double value = Double.parseDouble(word);
        if (Double.isInfinite(value)) {
            throw tokens.error(
                    token, "the number " + Excerpt.printable(word) + " overflows: the largest is about 1.8e308");
        }
        boolean isZero = word.toLowerCase(Locale.ROOT).split("e", 2)[0].chars().allMatch(c -> c == '0' || c == '.');
        if (isZero) {
            return Expression.Literal.of("0");
        }
        if (value == 0) {
            throw tokens.error(
                    token,
                    "the number " + Excerpt.printable(word)
                            + " underflows: the smallest is about 4.9e-324, or write 0");
        }
        return Expression.Literal.of(word);
    }
}
