package org.thalweg.monitoring.reporter;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the texts of a reporter's settings are read. */
final class Settings {
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}) *([a-z]+)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "milliseconds", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "sec", Duration.ofSeconds(1),
            "seconds", Duration.ofSeconds(1),
            "min", Duration.ofMinutes(1),
            "minutes", Duration.ofMinutes(1));

    private Settings() {}

    /** How often the sink is read, or pushed to: the setting {@code interval}, which Flink knows too. */
    static Duration interval(Properties config) {
        String text = config.getProperty("interval");
        return text == null ? INTERVAL : duration("interval", text);
    }

    static Duration duration(String name, String text) {
        Matcher parts = DURATION.matcher(text.trim().toLowerCase(Locale.ROOT));
        Duration unit = parts.matches() ? UNITS.get(parts.group(2)) : null;
        if (unit == null || parts.group(1).matches("0+")) {
            throw new IllegalArgumentException(
                    "%s (%s) must be a time above 0, such as 15 s, 500 ms or 1 min.".formatted(name, text));
        }
        return unit.multipliedBy(Long.parseLong(parts.group(1)));
    }
}
