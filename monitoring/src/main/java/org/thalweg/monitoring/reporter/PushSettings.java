package org.thalweg.monitoring.reporter;

import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Micrometer's own settings of a sink that is pushed to, such as {@code otlp.url}, taken as they are.
 *
 * @param stepKey Micrometer's name for how often that happens
 * @param interval how often, unless it is given under that name
 */
record PushSettings(Properties config, String stepKey, Duration interval) {

    @Nullable String get(String key) {
        String given = config.getProperty(key);
        return given == null && key.equals(stepKey) ? interval.toMillis() + "ms" : given;
    }
}
