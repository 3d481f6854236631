package org.thalweg.jobs.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** The recent history of a number as a row of small bars, the lowest and highest shown spanning the range. */
public final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final String ASCII = "_.-:=+*#";

    private final int length;
    private final List<Double> history = new ArrayList<>();

    /** @param length how many numbers it shows */
    public Sparkline(int length) {
        this.length = length;
    }

    /** Appends a value; those that are not finite are left out. */
    public void add(double value) {
        if (Double.isInfinite(value) || Double.isNaN(value)) {
            return;
        }
        history.add(value);
        if (history.size() > length) {
            history.remove(0);
        }
    }

    /** The bars, of block characters or of plain ones. */
    public String render(boolean unicode) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : history) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        StringBuilder text = new StringBuilder();
        for (double value : history) {
            // halves keep the range finite where high - low would overflow
            double share = high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0;
            text.append((unicode ? BARS : ASCII).charAt((int) Math.round(share * (BARS.length() - 1))));
        }
        return text.toString();
    }
}
