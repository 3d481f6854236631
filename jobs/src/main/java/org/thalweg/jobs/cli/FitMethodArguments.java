package org.thalweg.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.optimizer.DerivativeOrder;
import org.thalweg.core.optimizer.FirstOrder;
import org.thalweg.core.optimizer.LevenbergMarquardt;
import org.thalweg.core.optimizer.Method;
import org.thalweg.core.optimizer.Methods;
import org.thalweg.core.search.DescentPlan;
import picocli.CommandLine.Option;

/** How each descent of a fit goes. */
final class FitMethodArguments {
    private static final String USUAL = "levenberg-marquardt";
    private static final int ESCAPES = 10;
    /** Parameters up to which a matrix of as many squared is made at each step. */
    private static final int MOST_SQUARED = 200;

    private static final int MOST_BATCHES = 1 << 20;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description =
                    "levenberg-marquardt (the default for up to 200 parameters), lbfgs (for more), newton, or a method of thalweg methods that takes gradients")
    private @Nullable String named;

    @Option(names = "--step", paramLabel = "η", arity = "1", description = "the learning rate of first-order methods")
    private @Nullable String step;

    @Option(
            names = "--max-iterations",
            paramLabel = "N",
            defaultValue = "10000",
            description = "iterations allowed to a descent (default: 10000)")
    private String maxIterations = "10000";

    @Option(
            names = "--gradient-tolerance",
            paramLabel = "T",
            description = "a descent has converged where no component of the projected gradient is larger (default: "
                    + "levenberg-marquardt goes on to rounding; others have their own)")
    private @Nullable String gradientTolerance;

    @Option(
            names = "--batches",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "with --partitioned or --cluster, and a first-order method with --step: rounds look at one N-th "
                            + "of the rows each, in an order drawn from --seed, until --max-iterations; the usual method then goes "
                            + "on with all rows (default: 1)")
    private String batches = "1";

    /** How many mini-batches make a pass over the rows; 1 for all rows in every round. */
    int batches() {
        return WholeNumber.between(1, MOST_BATCHES, "--batches", batches);
    }

    /**
     * Refuses mini-batches where there are none.
     *
     * @param shared whether Flink descends
     */
    void check(boolean shared) {
        if (batches() == 1) {
            return;
        }
        if (!shared) {
            throw CommandException.usage("--batches: mini-batches need --partitioned or --cluster.");
        }
        if (named == null || step == null) {
            throw CommandException.usage(
                    "--batches: mini-batches need a first-order method and its step, such as --method adam --step 0.01.");
        }
        if (!(plan(0, Double.NEGATIVE_INFINITY).optimizer() instanceof FirstOrder)) {
            throw CommandException.usage("--batches: the method %s looks at all rows in every round.", named);
        }
    }

    /** The method that was asked for; null for the usual one. */
    @Nullable String named() {
        return named;
    }

    /** The learning rate. */
    double step(double usual) {
        double rate = step == null ? usual : NumberText.finite("--step", step);
        if (!(rate > 0)) {
            throw CommandException.usage("--step: %s must be positive.", String.valueOf(step));
        }
        return rate;
    }

    /**
     * The plan of each descent.
     *
     * @param parameters how many there are: the usual method depends on it
     * @param bottom a value that F falls below only where it has no minimum; −∞ for none
     */
    DescentPlan plan(int parameters, double bottom) {
        return plan(named == null ? usual(parameters) : named, step, bottom);
    }

    /** The plan of a descent by the usual method, which ends what another has begun. */
    DescentPlan usualPlan(int parameters, double bottom) {
        return plan(usual(parameters), null, bottom);
    }

    private static String usual(int parameters) {
        return parameters <= MOST_SQUARED ? USUAL : "lbfgs";
    }

    private DescentPlan plan(String method, @Nullable String step, double bottom) {
        long iterations = WholeNumber.atLeast(0, "--max-iterations", maxIterations);
        if (method.equals(USUAL)) {
            if (step != null) {
                throw CommandException.usage("--step: the method %s finds its own steps.", USUAL);
            }
            return new DescentPlan(new LevenbergMarquardt(), tolerance(0), iterations, ESCAPES, bottom);
        }
        Method chosen = Methods.named(method)
                .filter(known -> known.order() != DerivativeOrder.VALUE)
                .orElseThrow(() -> CommandException.usage(
                        "--method: there is no method '%s' for fits.%s Methods: %s.",
                        method, NearestName.hint(method, names()), String.join(", ", names())));
        if (step == null) {
            return new DescentPlan(chosen.create(), tolerance(chosen.gradientTolerance()), iterations, ESCAPES, bottom);
        }
        double rate = NumberText.finite("--step", step);
        if (!(rate > 0) || !chosen.takesStep()) {
            throw CommandException.usage("--step: %s must be positive, and the method %s must take one.", step, method);
        }
        return new DescentPlan(chosen.create(rate), tolerance(chosen.gradientTolerance()), iterations, ESCAPES, bottom);
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of(USUAL));
        Methods.all().stream()
                .filter(known -> known.order() != DerivativeOrder.VALUE)
                .forEach(known -> names.add(known.name()));
        return names;
    }

    private double tolerance(double usual) {
        if (gradientTolerance == null) {
            return usual;
        }
        double tolerance = NumberText.finite("--gradient-tolerance", gradientTolerance);
        if (tolerance < 0) {
            throw CommandException.usage("--gradient-tolerance: %s must not be negative.", gradientTolerance);
        }
        return tolerance;
    }
}
