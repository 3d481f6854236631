package org.thalweg.jobs.data;

import com.fasterxml.jackson.core.io.NumberInput;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Reads numbers from cells of text. */
final class Cells {
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "?", ".", "-");

    /** Digits up to which a decimal number's digits are a double without rounding. */
    private static final int EXACT_DIGITS = 15;

    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private Cells() {}

    static boolean isMissing(String cell) {
        return cell.length() <= 4 && MISSING.contains(cell.toLowerCase(Locale.ROOT));
    }

    /** The number; NaN where the text is none. Infinities are no numbers here. */
    static double number(String cell) {
        char last = cell.isEmpty() ? ' ' : cell.charAt(cell.length() - 1);
        if ((last < '0' || last > '9') && last != '.') {
            return Double.NaN; // Java would take 1d, 0x1p3f and NaN
        }
        try {
            double value = NumberInput.parseDouble(cell, true);
            return Double.isInfinite(value) || cell.indexOf('x') >= 0 || cell.indexOf('X') >= 0 ? Double.NaN : value;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** The same of bytes {@code from}, …, {@code to} − 1. */
    static double number(byte[] bytes, int from, int to) {
        boolean negative = from < to && bytes[from] == '-';
        long digits = 0;
        int count = 0;
        int point = -1;
        for (int i = negative ? from + 1 : from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = 10 * digits + digit;
                count++;
                if (count > EXACT_DIGITS) {
                    return number(text(bytes, from, to));
                }
            } else if (bytes[i] == '.' && point < 0) {
                point = count;
            } else {
                return number(text(bytes, from, to));
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        // both are doubles without rounding, so their quotient is rounded once, as it should be
        double value = point < 0 ? digits : digits / TENS[count - point];
        return negative ? -value : value;
    }

    /** Bytes {@code from}, …, {@code to} − 1 as text. */
    static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** What may be wrong with a cell that is no number, to end a sentence: empty, or a blank and advice. */
    static String advice(String cell) {
        if (cell.matches("[+-]?\\d*,\\d+([eE][+-]?\\d+)?")) {
            return " Maybe it has a decimal comma: write " + cell.replace(',', '.') + ".";
        }
        if (cell.matches("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?")) {
            return " Maybe it has commas between thousands: leave them out.";
        }
        return cell.matches("[+-]?\\d+(\\.\\d*)?[eE][+]?\\d+") ? " It is too large for a double." : "";
    }

    /** A cell for a message: shortened, control characters made visible. */
    static String quoted(String cell) {
        String shown = cell.length() > 40 ? cell.substring(0, 40) + "…" : cell;
        return "'" + shown.replaceAll("\\p{C}", "\uFFFD") + "'";
    }
}
