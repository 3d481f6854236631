package org.thalweg.core.objective;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.objective.GradientReport.Comparison;

/**
 * Recognizes the factor by which a component of a gradient is off.
 *
 * <p>The ratio given/expected over all points is tried against a constant, and against a, 1/a and a/b for parts a and b of the
 * formula, each times a constant. The simplest that fits every point to {@value #TOLERANCE} is reported.
 */
final class Factors {
    private static final double TOLERANCE = 1e-6;
    private static final int FEWEST = 3;
    private static final int MOST_PARTS = 40;

    private final List<Comparison> points;
    private final List<Part> parts = new ArrayList<>();

    /** A part of the formula and its values at the points. */
    private record Part(String text, double[] values) {}

    Factors(List<Comparison> points, @Nullable Formula formula) {
        this.points = points;
        if (formula != null && points.size() >= FEWEST) {
            for (String text : Parts.of(formula.expression(), MOST_PARTS)) {
                FormulaObjective part = new FormulaObjective(formula.sibling(text));
                parts.add(new Part(
                        text,
                        points.stream()
                                .mapToDouble(point -> part.value(point.at()))
                                .toArray()));
            }
        }
    }

    /** How component i differs, or null where no factor was recognized. */
    @Nullable String difference(int i) {
        double[] ratio = new double[points.size()];
        int told = 0;
        for (int p = 0; p < ratio.length; p++) {
            double expected = points.get(p).expected()[i];
            boolean tells = Math.abs(expected) > 1e3 * points.get(p).uncertainty()[i] && expected != 0;
            ratio[p] = tells ? points.get(p).given()[i] / expected : Double.NaN;
            told += tells ? 1 : 0;
        }
        if (told == 0) {
            return "expected is 0";
        }
        double constant = constantOf(ratio, ratio);
        if (!Double.isNaN(constant)) {
            return "given/expected = " + named(constant) + (constant == -1 ? ": the sign is wrong" : "");
        }
        return told < FEWEST ? null : withParts(ratio);
    }

    private @Nullable String withParts(double[] ratio) {
        String scaled = null;
        for (Part[] pair : pairs()) {
            double[] quotient = new double[ratio.length];
            for (int p = 0; p < ratio.length; p++) {
                double numerator = pair[0] == null ? 1 : pair[0].values[p];
                double denominator = pair[1] == null ? 1 : pair[1].values[p];
                quotient[p] = ratio[p] * denominator / numerator;
            }
            double constant = constantOf(quotient, ratio);
            if (constant == 1) {
                return "given/expected = " + quotient(pair);
            }
            if (scaled == null && !Double.isNaN(constant) && constant != 0) {
                scaled = "given/expected = " + named(constant) + "*" + quotient(pair);
            }
        }
        return scaled;
    }

    /** Numerator and denominator, null for 1; simple ones first. */
    private List<Part[]> pairs() {
        List<Part[]> pairs = new ArrayList<>();
        for (Part a : parts) {
            pairs.add(new Part[] {a, null});
            pairs.add(new Part[] {null, a});
        }
        for (Part a : parts) {
            for (Part b : parts) {
                if (!a.text.equals(b.text)) {
                    pairs.add(new Part[] {a, b});
                }
            }
        }
        return pairs;
    }

    private static String quotient(Part[] pair) {
        String numerator = pair[0] == null ? "1" : "(" + pair[0].text + ")";
        return pair[1] == null ? numerator : numerator + "/(" + pair[1].text + ")";
    }

    /** The value that all entries share wherever {@code ratio} tells something; rounded to a nearby simple one; else NaN. */
    private static double constantOf(double[] values, double[] ratio) {
        double first = Double.NaN;
        for (int p = 0; p < values.length; p++) {
            if (Double.isNaN(ratio[p])) {
                continue;
            }
            if (Double.isNaN(first)) {
                first = values[p];
            }
            if (!Double.isFinite(values[p]) || !(Math.abs(values[p] - first) <= TOLERANCE * Math.abs(first))) {
                return Double.NaN;
            }
        }
        for (int denominator = 1; denominator <= 12; denominator++) {
            double simple = Math.rint(first * denominator) / denominator;
            if (Math.abs(first - simple) <= TOLERANCE * Math.abs(first)) {
                return simple;
            }
        }
        return first;
    }

    private static String named(double constant) {
        for (int denominator = 2; denominator <= 12; denominator++) {
            double numerator = constant * denominator;
            if (constant != Math.rint(constant)
                    && Math.abs(numerator - Math.rint(numerator)) < 1e-12 * Math.abs(numerator)) {
                return (long) Math.rint(numerator) + "/" + denominator;
            }
        }
        return constant == Math.rint(constant) && Math.abs(constant) < 1e15
                ? Long.toString((long) constant)
                : Double.toString(constant);
    }
}
