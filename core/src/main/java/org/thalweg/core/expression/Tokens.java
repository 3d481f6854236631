package org.thalweg.core.expression;

import java.util.Arrays;
import java.util.Locale;

/** A text cut into tokens; the last is {@link Token#END}. */
final class Tokens {

    private final String text;
    private Token[] kinds = new Token[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int size;

    /** @throws ExpressionException if the text is too long, or a character or number is none of a formula's */
    Tokens(String text) {
        this.text = text;
        int length = text.codePointCount(0, text.length());
        if (length > Limits.MAX_LENGTH) {
            throw new ExpressionException(String.format(
                    Locale.ROOT, "the formula has %d characters: at most %d are accepted", length, Limits.MAX_LENGTH));
        }
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (Characters.isSpace(point)) {
                at++;
            } else if (Characters.isDigit(point) || (point == '.' && isDigitAt(at + 1))) {
                at = add(Token.NUMBER, at, endOfNumber(at));
            } else if (Characters.startsName(point)) {
                at = add(Token.NAME, at, endOfName(at));
            } else {
                at = symbol(at, point);
            }
        }
        add(Token.END, at, at);
    }

    String text() {
        return text;
    }

    int size() {
        return size;
    }

    Token kind(int i) {
        return kinds[i];
    }

    /** Where token i begins, in UTF-16 units. */
    int start(int i) {
        return starts[i];
    }

    int end(int i) {
        return ends[i];
    }

    /** The characters of token i; of a name, its normal form. */
    String word(int i) {
        String word = text.substring(starts[i], ends[i]);
        return kinds[i] == Token.NAME ? Characters.normalize(word) : word;
    }

    ExpressionException error(int i, String problem) {
        return new ExpressionException(problem, text, starts[i]);
    }

    private int add(Token kind, int start, int end) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * size);
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        kinds[size] = kind;
        starts[size] = start;
        ends[size] = end;
        size++;
        return end;
    }

    private int symbol(int at, int point) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        return switch (point) {
            case '+' -> add(Token.PLUS, at, at + 1);
            case '-' -> add(Token.MINUS, at, at + 1);
            case '*' -> next == '*' ? add(Token.POWER, at, at + 2) : add(Token.TIMES, at, at + 1);
            case '/' -> add(Token.DIVIDE, at, at + 1);
            case '^' -> add(Token.POWER, at, at + 1);
            case '<' -> next == '=' ? add(Token.LESS_OR_EQUAL, at, at + 2) : add(Token.LESS, at, at + 1);
            case '>' -> next == '=' ? add(Token.GREATER_OR_EQUAL, at, at + 2) : add(Token.GREATER, at, at + 1);
            case '=' -> next == '=' ? add(Token.EQUAL, at, at + 2) : add(Token.BIND, at, at + 1);
            case '!' -> next == '=' ? add(Token.NOT_EQUAL, at, at + 2) : add(Token.NOT, at, at + 1);
            case '&' -> doubled(at, next, '&', Token.AND);
            case '|' -> doubled(at, next, '|', Token.OR);
            case ',' -> add(Token.COMMA, at, at + 1);
            case ';' -> add(Token.SEMICOLON, at, at + 1);
            case '(' -> add(Token.OPEN, at, at + 1);
            case ')' -> add(Token.CLOSE, at, at + 1);
            case '[' -> add(Token.OPEN_INDEX, at, at + 1);
            case ']' -> add(Token.CLOSE_INDEX, at, at + 1);
            default -> throw new ExpressionException(Characters.complaint(point), text, at);
        };
    }

    private int doubled(int at, char next, char wanted, Token kind) {
        if (next != wanted) {
            String cure =
                    wanted == '|' ? "write || for \"or\", abs(...) for an absolute value" : "write && for \"and\"";
            throw new ExpressionException("a single \"" + wanted + "\" has no meaning: " + cure, text, at);
        }
        return add(kind, at, at + 2);
    }

    private int endOfName(int start) {
        int at = start;
        while (at < text.length() && Characters.continuesName(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private int endOfNumber(int start) {
        if (text.charAt(start) == '0' && start + 1 < text.length() && (text.charAt(start + 1) | 32) == 'x') {
            int end = endOfName(start + 1);
            if (end > start + 2 && text.substring(start + 2, end).chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
                String number = text.substring(start, end);
                throw new ExpressionException(
                        "numbers are decimal: " + number + " is hexadecimal, or write 0*"
                                + text.substring(start + 1, end),
                        text,
                        start);
            }
        }
        int at = endOfDigits(start);
        if (at < text.length() && text.charAt(at) == '.') {
            at = endOfDigits(at + 1);
        }
        if (at < text.length() && (text.charAt(at) | 32) == 'e') {
            int sign = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0 ? 1 : 0;
            if (isDigitAt(at + 1 + sign)) {
                at = endOfDigits(at + 1 + sign);
            } else if (at + 1 == text.length() || !Characters.continuesName(text.codePointAt(at + 1))) {
                String number = text.substring(start, at);
                throw new ExpressionException(
                        "the exponent of " + number + "e has no digits: write " + number + "e3 for " + number
                                + "*10^3, or " + number + "*e for a multiple of e",
                        text,
                        at + 1);
            }
        }
        if (at < text.length() && text.charAt(at) == '.') {
            throw new ExpressionException("a number has one decimal point at most", text, at);
        }
        if (at < text.length() && text.charAt(at) == '_' && isDigitAt(at + 1)) {
            throw new ExpressionException("digits are not grouped: write the number without \"_\"", text, at);
        }
        return at;
    }

    private int endOfDigits(int start) {
        int at = start;
        while (isDigitAt(at)) {
            at++;
        }
        return at;
    }

    private boolean isDigitAt(int at) {
        return at < text.length() && Characters.isDigit(text.charAt(at));
    }
}
