package org.thalweg.core.expression;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which characters a formula may contain, what to write for those it may not, and how wide they are on a terminal. */
final class Characters {

    private static final Map<Integer, String> WRITE_INSTEAD = new HashMap<>();

    static {
        writeInstead("-", "\u2212\u2010\u2011\u2012\u2013\u2014\ufe63");
        writeInstead("*", "·×∗⋅∙•✕✖");
        writeInstead("/", "÷∕⁄");
        writeInstead("sqrt(...)", "√");
        writeInstead("cbrt(...)", "∛");
        writeInstead("sum(i, 1, n, ...)", "∑");
        writeInstead("prod(i, 1, n, ...)", "∏");
        writeInstead("<=", "≤⩽");
        writeInstead(">=", "≥⩾");
        writeInstead("!=", "≠");
        writeInstead("&&", "∧");
        writeInstead("||", "∨");
        writeInstead("!", "¬");
        writeInstead("inf, in bounds only", "∞");
        writeInstead("( and )", "{}⟨⟩");
        writeInstead("x - m*floor(x/m) for a remainder,", "%");
        writeInstead("if(condition, a, b)", "?:");
        writeInstead("abs(...)", "∣");
        String superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
        String subscripts = "₀₁₂₃₄₅₆₇₈₉";
        for (int digit = 0; digit < 10; digit++) {
            writeInstead("^" + digit, superscripts.substring(digit, digit + 1));
            writeInstead("_" + digit + " or [" + digit + "]", subscripts.substring(digit, digit + 1));
        }
        writeInstead("^-", "⁻");
        writeInstead("(1/2)", "½");
        writeInstead("(1/4)", "¼");
        writeInstead("(3/4)", "¾");
        writeInstead("a space", "\u00a0\u2007\u202f\u3000\u2002\u2003\u2009");
    }

    private Characters() {}

    private static void writeInstead(String ascii, String characters) {
        characters.codePoints().forEach(point -> WRITE_INSTEAD.put(point, ascii));
    }

    static boolean isSpace(int point) {
        return point == ' ' || point == '\t' || point == '\n' || point == '\r';
    }

    static boolean isDigit(int point) {
        return '0' <= point && point <= '9';
    }

    static boolean startsName(int point) {
        return point == '_' || (Character.isLetter(point) && !isInvisible(point));
    }

    /** Letters, digits, underscores, and the marks without which many scripts cannot be written. */
    static boolean continuesName(int point) {
        return startsName(point) || isDigit(point) || (isMark(point) && !isInvisible(point));
    }

    /** A name in the form in which equal-looking sequences of letters and marks are equal. */
    static String normalize(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** What is wrong with a character that no formula contains, and what to write for it. */
    static String complaint(int point) {
        String shown = isInvisible(point) || !isPrintable(point) ? "" : "\"" + Character.toString(point) + "\" ";
        String name = "%s(%s)".formatted(shown, codePoint(point));
        String instead = instead(point);
        if (instead != null) {
            return "the character " + name + " has no meaning in a formula: write " + instead + " instead";
        }
        if (isInvisible(point) || !isPrintable(point)) {
            return "the invisible character " + name + " is not allowed in a formula: remove it";
        }
        return "the character " + name + " has no meaning in a formula";
    }

    private static @Nullable String instead(int point) {
        String listed = WRITE_INSTEAD.get(point);
        if (listed != null) {
            return listed;
        }
        String compatible = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC);
        boolean ascii = compatible.length() == 1 && compatible.charAt(0) > ' ' && compatible.charAt(0) < 127;
        return ascii && point > 127 ? compatible : null;
    }

    /** "U+202E RIGHT-TO-LEFT OVERRIDE". */
    static String codePoint(int point) {
        String hex = String.format(Locale.ROOT, "U+%04X", point);
        String name = Character.getName(point);
        return name == null ? hex : hex + " " + name;
    }

    /** The character as it can be shown on any terminal: controls and invisible characters as U+FFFD, tabs as spaces. */
    static String printable(int point) {
        if (point == '\t') {
            return " ";
        }
        return isPrintable(point) && !isInvisible(point) ? Character.toString(point) : "\ufffd";
    }

    /** The columns that {@link #printable} takes: 2 for wide East Asian characters and emoji, 0 for marks. */
    static int columns(int point) {
        if (point < 0x300) {
            return 1;
        }
        if (isMark(point) && !isInvisible(point)) {
            return 0;
        }
        boolean wide = (0x1100 <= point && point < 0x115f)
                || (0x2e80 <= point && point < 0xa4d0 && point != 0x303f)
                || (0xac00 <= point && point < 0xd7a4)
                || (0xf900 <= point && point < 0xfb00)
                || (0xfe30 <= point && point < 0xfe70)
                || (0xff01 <= point && point < 0xff61)
                || (0xffe0 <= point && point < 0xffe7)
                || (0x1f300 <= point && point < 0x1f650)
                || (0x1f680 <= point && point < 0x1f700)
                || (0x1f900 <= point && point < 0x1fb00)
                || (0x20000 <= point && point < 0x3fffe);
        return wide ? 2 : 1;
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isPrintable(int point) {
        int type = Character.getType(point);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.PRIVATE_USE
                && type != Character.UNASSIGNED
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    /** Letters and marks that draw nothing (Unicode's Default_Ignorable_Code_Point beyond the format characters). */
    private static boolean isInvisible(int point) {
        return point == 0x34f
                || (0x115f <= point && point <= 0x1160)
                || (0x17b4 <= point && point <= 0x17b5)
                || (0x180b <= point && point <= 0x180f)
                || point == 0x3164
                || (0xfe00 <= point && point <= 0xfe0f)
                || point == 0xffa0
                || (0xe0000 <= point && point <= 0xe0fff)
                || (Character.getType(point) == Character.SPACE_SEPARATOR && point != ' ')
                || Character.isIdentifierIgnorable(point);
    }
}
