package org.thalweg.jobs.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Makes text fit lines. */
final class Paragraph {
    private Paragraph() {}

    /** Lines of at most {@code columns}, the following ones indented like the first and two more; a longer word stands alone. */
    static List<String> wrap(String text, int columns) {
        int indent = 0;
        while (indent < text.length() && text.charAt(indent) == ' ') {
            indent++;
        }
        String margin = " ".repeat(indent);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(margin);
        for (String word : text.strip().split(" +", -1)) {
            boolean empty = line.toString().isBlank();
            if (!empty && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line = new StringBuilder(margin + "  ");
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The text, cut to at most {@code columns} where it is longer, which {@code ellipsis} says. */
    static String shorten(String text, int columns, String ellipsis) {
        return text.length() <= columns ? text : text.substring(0, Math.max(1, columns - ellipsis.length())) + ellipsis;
    }
}
