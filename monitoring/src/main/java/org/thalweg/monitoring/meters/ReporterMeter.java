package org.thalweg.monitoring.meters;

import java.util.List;
import java.util.Optional;

/** What the reporter tells of itself. */
public enum ReporterMeter implements CatalogueEntry {
    DROPPED("thalweg.reporter.dropped", "Publications that the sink did not take."),
    STUDIES_REFUSED("thalweg.reporter.studies.refused", "Series not shown since there were too many studies.");

    private final String dotted;
    private final String description;

    ReporterMeter(String dotted, String description) {
        this.dotted = dotted;
        this.description = description;
    }

    @Override
    public String dotted() {
        return dotted;
    }

    @Override
    public Type type() {
        return Type.COUNTER;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Optional<String> unit() {
        return Optional.empty();
    }

    @Override
    public List<String> labels() {
        return List.of();
    }
}
