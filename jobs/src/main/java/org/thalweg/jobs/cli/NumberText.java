package org.thalweg.jobs.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers and durations that users type; every refusal names the option, the text and the rule. */
final class NumberText {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern INFINITE = Pattern.compile("([+-]?)(inf|infinity)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|min|h|d)?");

    private NumberText() {}

    /** A finite decimal number. */
    static double finite(String option, String text) {
        double value = number(option, text);
        if (Double.isInfinite(value)) {
            throw CommandException.usage("%s: %s must be a finite number.", option, text);
        }
        return value;
    }

    /** A decimal number, or {@code inf}, {@code -inf}. */
    static double number(String option, String text) {
        String trimmed = text.strip();
        Matcher infinite = INFINITE.matcher(trimmed);
        if (infinite.matches()) {
            return infinite.group(1).equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (!DECIMAL.matcher(trimmed).matches()) {
            throw CommandException.usage(
                    "%s: '%s' is not a number. Numbers look like -2, 0.5, 1e-3 or inf, with a decimal point.",
                    option, text);
        }
        double value = Double.parseDouble(trimmed);
        if (Double.isInfinite(value)) {
            throw CommandException.usage(
                    "%s: %s is too large for a double (at most 1.797e308). Maybe you meant inf?", option, text);
        }
        return value;
    }

    /** A number for a message: whole ones without a decimal point. */
    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** A span of time such as {@code 60s}, {@code 500ms}, {@code 2m}, {@code 1h}; seconds where no unit is given. */
    static Duration duration(String option, String text) {
        Duration time = pause(option, text);
        if (time.isZero()) {
            throw CommandException.usage("%s: %s must be at least a millisecond.", option, text);
        }
        return time;
    }

    /** Likewise, or none at all. */
    static Duration pause(String option, String text) {
        Matcher matcher = DURATION.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw CommandException.usage("%s: '%s' is not a time. Times look like 500ms, 60s, 5m or 1h.", option, text);
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        double millis = Double.parseDouble(matcher.group(1))
                * switch (unit) {
                    case "ms" -> 1;
                    case "m", "min" -> 60_000;
                    case "h" -> 3_600_000;
                    case "d" -> 86_400_000;
                    default -> 1_000;
                };
        if (!(millis <= 1e15)) {
            throw CommandException.usage("%s: %s must be at most 30,000 years.", option, text);
        }
        return Duration.ofMillis((long) millis);
    }
}
