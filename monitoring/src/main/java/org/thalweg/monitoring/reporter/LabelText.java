package org.thalweg.monitoring.reporter;

import java.util.stream.Collectors;

/**
 * Makes the value of a label harmless to whatever reads it: names of studies are texts that users type.
 *
 * <p>Control characters, line and paragraph separators, characters that turn the direction of writing, halves of
 * surrogate pairs and whatever else does not show become U+FFFD; what is longer than {@value #LONGEST} characters is cut.
 */
final class LabelText {
    private static final int LONGEST = 100;

    private LabelText() {}

    static String clean(String text) {
        String shown = text.codePoints()
                .limit(LONGEST)
                .map(c -> isShown(c) ? c : 0xFFFD)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return text.codePointCount(0, text.length()) > LONGEST ? shown + '…' : shown;
    }

    private static boolean isShown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
