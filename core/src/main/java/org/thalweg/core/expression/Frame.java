package org.thalweg.core.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A construct that is open during parsing: the whole text, a parenthesis, a call, the brackets of an index. */
final class Frame {

    /** What was opened, and in words what its parts are. */
    enum Kind {
        TEXT(""),
        GROUP(""),
        INDEX(""),
        CALL(""),
        REDUCTION("(i, from, to, body)"),
        CONDITIONAL("(condition, a, b)");

        private final String parts;

        Kind(String parts) {
            this.parts = parts;
        }

        String parts() {
            return parts;
        }
    }

    final Kind kind;
    /** The token that names it: the function, the vector, or the parenthesis itself. */
    final int token;
    /** The finished parts, between commas. */
    final List<Operand> parts = new ArrayList<>(0);
    /** The {@link OperatorStack#size} when it was opened. */
    final int floor;
    /** The bindings of the unfinished part. */
    final List<Expression.Definition> definitions = new ArrayList<>(0);
    /** The height of the highest of the bindings. */
    int definitionsHeight;
    /** The token of the name being bound, or −1. */
    int binding = -1;
    /** The loop that a sum or product opens, once its bounds are read. */
    @Nullable Loop loop;

    Frame(Kind kind, int token, int floor) {
        this.kind = kind;
        this.token = token;
        this.floor = floor;
    }

    Operand part(int i) {
        return parts.get(i);
    }
}
