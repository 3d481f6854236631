package org.thalweg.core.expression;

import java.util.ArrayList;
import java.util.List;

/** The line of a text around a place, cut to fit a terminal, with a caret under the place. */
final class Excerpt {

    private static final int COLUMNS = 80;
    private static final int LONGEST_WORD = 40;
    private static final String INDENT = "  ";
    private static final String CUT = "...";

    private Excerpt() {}

    /** A word of a text as it can be shown in a message. */
    static String printable(String word) {
        StringBuilder shown = new StringBuilder();
        word.codePoints().limit(LONGEST_WORD).forEach(point -> shown.append(Characters.printable(point)));
        return shown + (word.codePointCount(0, word.length()) > LONGEST_WORD ? CUT : "");
    }

    /** The problem, the place in words, and below them the excerpt and the caret. */
    static String withCaret(String problem, String text, int offset) {
        int start = text.lastIndexOf('\n', Math.max(0, offset - 1));
        start = offset == 0 ? 0 : start + 1;
        int end = text.indexOf('\n', offset);
        end = end < 0 ? text.length() : end;
        return problem + " (" + Position.of(text, offset) + ")\n" + draw(text, start, offset, end);
    }

    /** Only the neighbourhood is looked at, so a text of a single long line costs no more than a short one. */
    private static String draw(String text, int start, int offset, int end) {
        List<String> before = new ArrayList<>();
        int width = 0;
        int from = offset;
        while (from > start && width < COLUMNS) {
            int point = text.codePointBefore(from);
            from -= Character.charCount(point);
            before.add(0, Characters.printable(point));
            width += Characters.columns(point);
        }
        List<String> after = new ArrayList<>();
        int widthAfter = 0;
        int to = offset;
        while (to < end && widthAfter < COLUMNS) {
            int point = text.codePointAt(to);
            to += Character.charCount(point);
            after.add(Characters.printable(point));
            widthAfter += Characters.columns(point);
        }
        int room = COLUMNS - INDENT.length() - 1;
        boolean cutBefore = from > start;
        boolean cutAfter = to < end;
        if (width + widthAfter > room || cutBefore || cutAfter) {
            int roomBefore = Math.max(room / 2, room - widthAfter - (cutAfter ? CUT.length() : 0));
            if (width > roomBefore || cutBefore) {
                cutBefore = true;
                width = trim(before, 0, width, roomBefore - CUT.length()) + CUT.length();
            }
            int roomAfter = room - width;
            if (widthAfter > roomAfter || cutAfter) {
                cutAfter = true;
                trim(after, -1, widthAfter, roomAfter - CUT.length());
            }
        }
        return INDENT
                + (cutBefore ? CUT : "")
                + String.join("", before)
                + String.join("", after)
                + (cutAfter ? CUT : "")
                + "\n"
                + INDENT
                + " ".repeat(width)
                + "^";
    }

    /** Removes characters from the front (0) or the back (−1) until the width is at most {@code room}; returns it. */
    private static int trim(List<String> characters, int side, int width, int room) {
        int rest = width;
        while (rest > room && !characters.isEmpty()) {
            String removed = characters.remove(side == 0 ? 0 : characters.size() - 1);
            rest -= Characters.columns(removed.codePointAt(0));
        }
        return rest;
    }
}
