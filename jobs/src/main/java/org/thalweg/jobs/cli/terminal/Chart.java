package org.thalweg.jobs.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A number over time as bars of block characters, the least and the largest beside them. On a scale of its logarithm where it is positive and its
 * largest value more than ten times its least.
 *
 * @param seconds ascending
 * @param values one a time; those that are not finite are left out
 */
public record Chart(double[] seconds, double[] values) {
    private static final double FAR = 10;
    private static final String EIGHTHS = " ▁▂▃▄▅▆▇█";
    private static final String ASCII = " ...::::#";
    private static final int PARTS = 8;

    /**
     * How it is labelled.
     *
     * @param least beside the lowest bar
     * @param largest beside the highest one
     */
    public record Labels(String least, String largest) {}

    /** The least finite value; ∞ where there is none. */
    public double least() {
        return Arrays.stream(values).filter(Double::isFinite).min().orElse(Double.POSITIVE_INFINITY);
    }

    /** The largest finite value; −∞ where there is none. */
    public double largest() {
        return Arrays.stream(values).filter(Double::isFinite).max().orElse(Double.NEGATIVE_INFINITY);
    }

    /** Whether the scale is logarithmic. */
    public boolean isLogarithmic() {
        return least() > 0 && largest() > FAR * least();
    }

    /**
     * The lines, from the top: {@code height} of bars, and one that tells the times.
     *
     * @param style of the terminal; no line is longer than its columns
     * @return nothing where there is nothing to show, or no room
     */
    public List<String> lines(Labels labels, int height, TerminalStyle style) {
        int margin = Math.max(labels.least().length(), labels.largest().length()) + 1;
        int width = style.columns() - margin - 4;
        if (height < 1 || width < PARTS || !(least() <= largest())) {
            return List.of();
        }
        int[] bars = bars(width, PARTS * height);
        List<String> lines = new ArrayList<>();
        for (int row = height - 1; row >= 0; row--) {
            StringBuilder line = new StringBuilder();
            String label = row == height - 1 ? labels.largest() : row == 0 ? labels.least() : "";
            line.append(" ".repeat(margin - label.length())).append(label);
            line.append(style.sign(label.isEmpty() ? " │" : " ┤", " |"));
            for (int bar : bars) {
                int part = Math.max(0, Math.min(PARTS, bar - PARTS * row));
                line.append(style.sign(EIGHTHS, ASCII).charAt(part));
            }
            lines.add(line.toString().stripTrailing());
        }
        lines.add(" ".repeat(margin + 2) + times(width));
        return lines;
    }

    /** The first time and the last, and what scale it is between them. */
    private String times(int width) {
        String from = ProgressLine.span(first());
        String to = ProgressLine.span(last());
        String scale = isLogarithmic() ? "logarithmic" : "";
        int free = width - from.length() - to.length() - scale.length();
        if (free < 2) {
            return from;
        }
        return from + " ".repeat(free / 2) + scale + " ".repeat(free - free / 2) + to;
    }

    private double first() {
        return seconds.length == 0 ? 0 : seconds[0];
    }

    private double last() {
        return seconds.length == 0 ? 0 : seconds[seconds.length - 1];
    }

    /** How high the bars are, each that of the last value before its time is over; the lowest is 1. */
    private int[] bars(int width, int height) {
        boolean logarithmic = isLogarithmic();
        double low = logarithmic ? Math.log(least()) : least();
        double high = logarithmic ? Math.log(largest()) : largest();
        int[] bars = new int[width];
        int at = 0;
        double value = Double.NaN;
        for (int k = 0; k < width; k++) {
            double until = k == width - 1 ? last() : first() + (last() - first()) * (k + 1) / width;
            while (at < values.length && (seconds[at] <= until || Double.isNaN(value))) {
                value = Double.isFinite(values[at]) ? values[at] : value;
                at++;
            }
            double shown = logarithmic ? Math.log(value) : value;
            // halves keep the range finite where high - low would overflow
            double share = high > low ? (shown / 2 - low / 2) / (high / 2 - low / 2) : 0;
            bars[k] = 1 + (int) Math.round(share * (height - 1));
        }
        return bars;
    }
}
