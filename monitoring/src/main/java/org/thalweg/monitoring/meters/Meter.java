package org.thalweg.monitoring.meters;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of what jobs measure: every meter there is. No other name may be registered, charted or alerted on, but
 * those of {@link FlinkMeter} and {@link ReporterMeter}.
 *
 * <p>Names are dotted; {@link #series()} gives the Prometheus names, which users rely on. The labels of a meter take few
 * values, fixed in advance: never a start, a coordinate, an expression or a minimum.
 */
public enum Meter implements CatalogueEntry {
    STARTS_FINISHED("thalweg.starts.finished", Type.COUNTER, "Starts finished, by what became of them.", "outcome"),
    EVALUATIONS("thalweg.evaluations", Type.COUNTER, "Evaluations of the objective."),
    BEST_OBJECTIVE("thalweg.best.objective", Type.GAUGE, "The best value found, in the user's terms."),
    MINIMA_DISTINCT("thalweg.minima.distinct", Type.GAUGE, "Distinct minima found."),
    UNSEEN_MINIMA_PROBABILITY(
            "thalweg.unseen.minima.probability",
            Type.GAUGE,
            "Estimated probability that the next descent ends at a minimum not seen yet."),
    GRADIENT_NORM(
            "thalweg.gradient.norm", Type.GAUGE, "Gradient norm where the last descent ended, or a fit's last round."),
    DESCENTS_ACTIVE("thalweg.descents.active", Type.GAUGE, "Descents in flight."),
    DESCENT_SECONDS("thalweg.descent", Type.TIMER, "How long a descent took."),
    ROUNDS("thalweg.rounds", Type.COUNTER, "Rounds of a fit."),
    ROUND_SECONDS("thalweg.round", Type.TIMER, "How long a round took."),
    LOSS("thalweg.loss", Type.GAUGE, "The loss of a fit, penalties included."),
    ROWS_REJECTED("thalweg.rows.rejected", Type.COUNTER, "Rows of data that could not be used.");

    /** The label that every series carries: the name of the run. */
    public static final String STUDY = "study";

    /** The label of a {@link Type#TIMER}'s buckets: the upper bound, in seconds. */
    public static final String UPPER_BOUND = "le";

    private final String dotted;
    private final Type type;
    private final String description;
    private final @Nullable String label;

    Meter(String dotted, Type type, String description) {
        this(dotted, type, description, null);
    }

    Meter(String dotted, Type type, String description, @Nullable String label) {
        this.dotted = dotted;
        this.type = type;
        this.description = description;
        this.label = label;
    }

    @Override
    public String dotted() {
        return dotted;
    }

    @Override
    public Type type() {
        return type;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Optional<String> unit() {
        return type == Type.TIMER ? Optional.of("seconds") : Optional.empty();
    }

    @Override
    public List<String> labels() {
        return label == null ? List.of(STUDY) : List.of(STUDY, label);
    }

    /** The label beside {@link #STUDY} and {@link #UPPER_BOUND}, if there is one. */
    public Optional<String> label() {
        return Optional.ofNullable(label);
    }
}
