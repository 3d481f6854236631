package org.thalweg.core.expression;

/** What a parser says of a token that cannot stand where it does, and how to mend that. */
record Complaints(Tokens tokens) {

    /** Where what a frame holds was opened, as a reader counts. */
    String opening(Frame frame) {
        return Position.of(tokens.text(), tokens.start(frame.token)).toString();
    }

    /** Another token stands where an operand should. */
    ExpressionException missingOperand(int token) {
        Token kind = tokens.kind(token);
        if (token == 0 && kind == Token.END) {
            return tokens.error(token, "the formula is empty: write one such as x^2 + 1");
        }
        String after = token == 0 ? "" : " after " + describe(token - 1);
        return tokens.error(
                token, "a number, a name or \"(\" is expected here" + after + ", but there is " + kind.words());
    }

    /** Another token stands where an operator should, or the end of what the frame holds. */
    ExpressionException missingOperator(Frame frame, int at) {
        Token kind = tokens.kind(at);
        if (kind == Token.END) {
            return tokens.error(
                    at,
                    (frame.kind == Frame.Kind.INDEX ? "\"]\"" : "\")\"") + " is missing for what was opened at "
                            + opening(frame));
        }
        if (kind == Token.BIND) {
            return tokens.error(
                    at, "\"=\" binds a name at the start of a formula or a part: r = x^2; ...; to compare, write ==");
        }
        if (kind == Token.NOT) {
            return tokens.error(at, "an operator is expected here; \"!\" means \"not\", there is no factorial");
        }
        if (kind == Token.OPEN_INDEX) {
            return tokens.error(at, "only a vector's name is indexed, as in x[1]");
        }
        return tokens.error(
                at,
                "an operator is expected here, between " + describe(at - 1) + " and " + describe(at)
                        + ": for a product write " + factor(at - 1, false) + "*" + factor(at, true));
    }

    private String describe(int token) {
        return tokens.kind(token) == Token.END ? "the end" : "\"" + Excerpt.printable(tokens.word(token)) + "\"";
    }

    /** @param isCalled whether it is a function if a parenthesis follows */
    private String factor(int token, boolean isCalled) {
        return switch (tokens.kind(token)) {
            case CLOSE -> "(...)";
            case CLOSE_INDEX -> "...]";
            case OPEN -> "(...)";
            default -> {
                boolean isCall = tokens.kind(token) == Token.NAME && tokens.kind(token + 1) == Token.OPEN && isCalled;
                yield Excerpt.printable(tokens.word(token)) + (isCall ? "(...)" : "");
            }
        };
    }
}
