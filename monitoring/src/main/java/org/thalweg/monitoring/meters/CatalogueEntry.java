package org.thalweg.monitoring.meters;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A meter that may be published: what it is called, and what it means.
 *
 * <p>The name that users see is {@code dotted} with underscores, the unit, and {@code _total} if it only rises.
 */
public sealed interface CatalogueEntry permits Meter, FlinkMeter, ReporterMeter {

    /** The name under which the meter is registered. */
    String dotted();

    Type type();

    /** One sentence for people. */
    String description();

    /** The unit of its values, such as {@code seconds}; empty for a plain number. */
    Optional<String> unit();

    /** The labels that its series carry, beside the {@link Meter#UPPER_BOUND} of buckets. */
    List<String> labels();

    /** The name that users see, such as {@code thalweg_starts_finished_total} or {@code thalweg_descent_seconds}. */
    default String prometheusName() {
        String name =
                dotted().replace('.', '_') + unit().map(unit -> "_" + unit).orElse("");
        return type() == Type.COUNTER ? name + "_total" : name;
    }

    /** The names of the time series in Prometheus: one, or the three of a histogram. */
    default List<String> series() {
        return switch (type()) {
            case COUNTER, GAUGE -> List.of(prometheusName());
            case TIMER ->
                Stream.of(Part.values())
                        .map(part -> prometheusName() + '_' + part.suffix())
                        .toList();
        };
    }

    /** What a meter is. */
    enum Type {
        /** Never falls while its job lives. */
        COUNTER,
        GAUGE,
        /** A histogram of seconds, registered as its {@link Part}s. */
        TIMER
    }

    /** What a {@link Type#TIMER} is made of: its name, a dot and the suffix name the part. */
    enum Part {
        /** The count of all durations up to {@link Meter#UPPER_BOUND}. */
        BUCKET("bucket"),
        /** All durations added up, in seconds. */
        SUM("sum"),
        /** How many there were. */
        COUNT("count");

        private final String suffix;

        Part(String suffix) {
            this.suffix = suffix;
        }

        public String suffix() {
            return suffix;
        }
    }
}
