package org.thalweg.jobs.cli;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.search.Distinctness;
import org.thalweg.core.search.StopPlan;
import picocli.CommandLine.Option;

/** When the whole search ends, and which of the points found are one. */
final class StopArguments {
    private static final long WAVE = 1 << 14;

    @Option(
            names = "--target",
            paramLabel = "VALUE",
            arity = "1",
            description = "stop once a value this low is found (with --maximize, this high)")
    private @Nullable String target;

    @Option(
            names = "--stop-when-unseen",
            paramLabel = "P",
            description =
                    "stop once, with 95%% confidence, a further start finds a new minimum with probability below P")
    private @Nullable String unseen;

    @Option(names = "--time-limit", paramLabel = "TIME", description = "stop after 500ms, 60s, 5m, …; exit code 124")
    private @Nullable String timeLimit;

    @Option(
            names = "--distinct-by",
            paramLabel = "WHAT",
            defaultValue = "auto",
            description =
                    "minima are one when their points agree (point), or their values (value); auto: by value where a "
                            + "minimum has flat directions (default: auto)")
    private Distinctness.By by = Distinctness.By.AUTO;

    @Option(
            names = "--point-tolerance",
            paramLabel = "T",
            description = "points agree where |x - y| <= T max(1, |x|, |y|) in every coordinate")
    private @Nullable String pointTolerance;

    @Option(
            names = "--value-tolerance",
            paramLabel = "T",
            description = "values agree where |f - g| <= T max(1, |f|, |g|)")
    private @Nullable String valueTolerance;

    /** The target of the function that is minimized; −∞ for none. */
    double target(boolean maximize) {
        if (target == null) {
            return Double.NEGATIVE_INFINITY;
        }
        double value = NumberText.finite("--target", target);
        return maximize ? -value : value;
    }

    StopPlan plan(boolean maximize) {
        double mass = unseen == null ? 0 : fraction("--stop-when-unseen", unseen);
        return new StopPlan(waveSize(), target(maximize), mass);
    }

    /** Searches that may end early look more often. */
    private long waveSize() {
        return target != null || unseen != null ? 256 : WAVE;
    }

    @Nullable Duration timeLimit() {
        return timeLimit == null ? null : NumberText.duration("--time-limit", timeLimit);
    }

    Distinctness distinctness() {
        Distinctness usual = Distinctness.standard();
        return new Distinctness(
                by,
                pointTolerance == null ? usual.pointTolerance() : fraction("--point-tolerance", pointTolerance),
                valueTolerance == null ? usual.valueTolerance() : fraction("--value-tolerance", valueTolerance));
    }

    private static double fraction(String option, String text) {
        double value = NumberText.finite(option, text);
        if (!(value > 0 && value < 1)) {
            throw CommandException.usage(String.format(Locale.ROOT, "%s: %s must lie between 0 and 1.", option, text));
        }
        return value;
    }
}
