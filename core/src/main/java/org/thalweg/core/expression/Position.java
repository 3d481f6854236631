package org.thalweg.core.expression;

import java.io.Serializable;

/**
 * A place in a text.
 *
 * @param offset in UTF-16 units from the start, from 0
 * @param line from 1
 * @param column in code points, from 1
 */
public record Position(int offset, int line, int column) implements Serializable {

    static Position of(String text, int offset) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new Position(offset, line, 1 + text.codePointCount(start, offset));
    }

    @Override
    public String toString() {
        return line == 1 ? "column " + column : "line " + line + ", column " + column;
    }
}
