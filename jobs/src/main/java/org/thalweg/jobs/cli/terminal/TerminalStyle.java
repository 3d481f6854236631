package org.thalweg.jobs.cli.terminal;

import java.util.Locale;
import java.util.Map;

/**
 * What may be shown on a stream: colours and a live line only on a terminal, signs beyond ASCII only where the locale has
 * them.
 *
 * @param live whether the stream is a terminal
 * @param colour whether colours may be used
 * @param unicode whether signs beyond ASCII may be used
 * @param columns the width of a line
 */
public record TerminalStyle(boolean live, boolean colour, boolean unicode, int columns) {
    private static final int NARROWEST = 40;

    private static final int USUAL_ROWS = 24;

    /** The height of the terminal, as the launcher says by {@code thalweg.terminal.rows}. */
    public static int rows() {
        return Integer.getInteger("thalweg.terminal.rows", USUAL_ROWS);
    }

    /** The width where none is known. */
    public static final int USUAL_COLUMNS = 80;

    /**
     * The style of a stream of this process.
     *
     * <p>Java cannot tell whether its streams are terminals; the launcher can, and says so by system properties:
     * {@code thalweg.terminal.stdout}, {@code thalweg.terminal.stderr} and {@code thalweg.terminal.columns}.
     *
     * @param stream {@code stdout} or {@code stderr}
     */
    public static TerminalStyle of(String stream, Map<String, String> environment) {
        boolean live = Boolean.getBoolean("thalweg.terminal." + stream);
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean colour =
                live && !dumb && environment.getOrDefault("NO_COLOR", "").isEmpty();
        int columns = Integer.getInteger("thalweg.terminal.columns", USUAL_COLUMNS);
        return new TerminalStyle(live && !dumb, colour, isUnicode(environment), Math.max(NARROWEST, columns));
    }

    private static boolean isUnicode(Map<String, String> environment) {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = environment.getOrDefault(name, "");
            if (!locale.isEmpty()) {
                String upper = locale.toUpperCase(Locale.ROOT);
                return upper.contains("UTF-8") || upper.contains("UTF8");
            }
        }
        return false;
    }

    /** {@code text} in bold where colours are allowed. */
    public String bold(String text) {
        return paint("1", text);
    }

    /** {@code text} in green where colours are allowed. */
    public String good(String text) {
        return paint("32", text);
    }

    /** {@code text} in yellow where colours are allowed. */
    public String warning(String text) {
        return paint("33", text);
    }

    /** {@code text} dimmed where colours are allowed. */
    public String faint(String text) {
        return paint("2", text);
    }

    /** {@code sign} where the locale has it, else {@code plain}. */
    public String sign(String sign, String plain) {
        return unicode ? sign : plain;
    }

    /** What stands between the parts of a line. */
    public String dot() {
        return sign(" · ", " | ");
    }

    /** {@code text} as far as it fits on a line: one that is too long would be wrapped, and push the others down. */
    public String cut(String text) {
        return text.length() < columns ? text : text.substring(0, columns - 2) + sign("…", "~");
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
