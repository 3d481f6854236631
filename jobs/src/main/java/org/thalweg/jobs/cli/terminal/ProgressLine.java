package org.thalweg.jobs.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/**
 * One line that says how far a search is: bar, share, starts, rate, time left, best value and its history.
 *
 * <p>Parts that do not fit the terminal's width are left out, the least telling first.
 */
public final class ProgressLine {
    private static final int BAR = 15;
    private static final int HISTORY = 12;
    /** So many bars are shown, or all that there are, or none. */
    private static final int LEAST_HISTORY = 4;

    private final TerminalStyle style;
    private final String noun;
    private final Sparkline best = new Sparkline(HISTORY);

    public ProgressLine(TerminalStyle style) {
        this(style, "starts");
    }

    /** @param noun what is counted, in the plural */
    public ProgressLine(TerminalStyle style, String noun) {
        this.style = style;
        this.noun = noun;
    }

    /**
     * The line for the state of the search.
     *
     * @param finished starts finished, or whatever is counted
     * @param total of them in all; {@link Long#MAX_VALUE} where there is no end to them
     * @param lowest best value so far; not finite before the first
     * @param elapsed since the first start
     */
    public String render(long finished, long total, double lowest, Duration elapsed) {
        best.add(lowest);
        double share = total == 0 ? 0 : Math.min(1, (double) finished / total);
        double seconds = elapsed.toMillis() / 1e3;
        double rate = seconds > 0 ? finished / seconds : 0;
        boolean endless = total == Long.MAX_VALUE;
        String[] parts = {
            endless ? "" : bar(share),
            endless ? "" : String.format(Locale.ROOT, "%3d%%", (int) (100 * share)),
            endless
                    ? String.format(Locale.ROOT, "%,d %s", finished, noun)
                    : String.format(Locale.ROOT, "%,d/%,d", finished, total),
            rate > 0 ? rate(rate) : "",
            rate > 0 && finished < total && !endless ? "ETA " + span((total - finished) / rate) : "",
            Double.isInfinite(lowest) || Double.isNaN(lowest) ? "" : "best " + number(lowest),
        };
        StringBuilder line = new StringBuilder(" ");
        for (String part : parts) {
            if (!part.isEmpty() && line.length() + part.length() + 2 < style.columns()) {
                line.append(part).append("  ");
            }
        }
        String bars = best.render(style.unicode());
        int room = style.columns() - 2 - line.length();
        if (room >= LEAST_HISTORY || bars.length() <= room) {
            line.append(bars.substring(Math.max(0, bars.length() - Math.max(0, room))));
        }
        return line.toString().stripTrailing();
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.9g", value);
        return text.indexOf('.') < 0 || text.indexOf('e') >= 0 ? text : text.replaceFirst("\\.?0+$", "");
    }

    private String bar(double share) {
        int full = (int) (share * BAR);
        return style.sign("█", "#").repeat(full) + style.sign("░", ".").repeat(BAR - full);
    }

    /** How many a second, in few characters. */
    public static String rate(double perSecond) {
        if (perSecond >= 1e6) {
            return String.format(Locale.ROOT, "%.1fM/s", perSecond / 1e6);
        }
        if (perSecond >= 1e4) {
            return String.format(Locale.ROOT, "%.0fk/s", perSecond / 1e3);
        }
        return String.format(Locale.ROOT, perSecond < 10 ? "%.1f/s" : "%.0f/s", perSecond);
    }

    /** A time, in few characters. */
    public static String span(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1fs", seconds);
        }
        long whole = (long) Math.min(seconds, 1e12);
        if (whole < 3600) {
            return whole / 60 + "m" + String.format(Locale.ROOT, "%02ds", whole % 60);
        }
        return whole / 3600 + "h" + String.format(Locale.ROOT, "%02dm", whole % 3600 / 60);
    }
}
