package org.thalweg.monitoring.reporter;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A naming convention that takes the characters out of labels that have a meaning on the way to a sink. */
final class PlainValues implements NamingConvention {
    private final NamingConvention usual;
    private final Pattern meaningful;

    /** @param meaningful each character that matches becomes {@code _} */
    PlainValues(NamingConvention usual, String meaningful) {
        this.usual = usual;
        this.meaningful = Pattern.compile(meaningful);
    }

    @Override
    public String name(String name, Meter.Type type, @Nullable String baseUnit) {
        return usual.name(name, type, baseUnit);
    }

    @Override
    public String tagKey(String key) {
        return usual.tagKey(key);
    }

    @Override
    public String tagValue(String value) {
        return usual.tagValue(meaningful.matcher(value).replaceAll("_"));
    }
}
