package org.thalweg.core.expression;

import java.util.Locale;

/** Counts what a formula being parsed has used of the {@link Limits} of size and height. */
final class Budget {

    private final Tokens tokens;
    private int nodes;

    Budget(Tokens tokens) {
        this.tokens = tokens;
    }

    void count(int more, int token) {
        nodes += more;
        if (nodes > Limits.MAX_NODES) {
            throw tokens.error(
                    token,
                    String.format(
                            Locale.ROOT,
                            "the formula has more than %d operations and names; use sum(i, from, to, ...) for what repeats",
                            Limits.MAX_NODES));
        }
    }

    /** The height, if it is not too large. */
    int height(int height, int token) {
        if (height > Limits.MAX_HEIGHT) {
            throw tooDeep(tokens, token);
        }
        return height;
    }

    static ExpressionException tooDeep(Tokens tokens, int token) {
        return tokens.error(
                token,
                String.format(
                        Locale.ROOT,
                        "the formula is nested more than %d levels deep; name inner parts: r = ...; then use r",
                        Limits.MAX_NESTING));
    }
}
