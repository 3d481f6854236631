package org.thalweg.jobs.data;

import com.fasterxml.jackson.core.io.NumberInput;
import java.util.Locale;
import java.util.Set;

/** Reads numbers from cells of text. */
final class Cells {
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "?", ".", "-");

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
