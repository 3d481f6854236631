package org.thalweg.jobs.cli;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.optimizer.Method;
import org.thalweg.core.optimizer.Methods;
import org.thalweg.core.optimizer.Optimizer;
import org.thalweg.core.search.DescentPlan;
import picocli.CommandLine.Option;

/** How each descent goes. */
final class DescentArguments {
    private static final String STANDARD = "lbfgs";
    private static final int ESCAPES = 10;
    private static final double GIVEN_STEP_TOLERANCE = 1e-8;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description = "the method of descent (default: lbfgs, or with --partitioned newton where it can be; "
                    + "thalweg methods lists them)")
    private @Nullable String named;

    @Option(
            names = "--step",
            paramLabel = "η",
            arity = "1",
            description = "the learning rate of first-order methods (default: the method's own)")
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
            description =
                    "a descent has converged where no component of the projected gradient is larger (default: 1e-8, "
                            + "or what the method can reach; thalweg methods says)")
    private @Nullable String gradientTolerance;

    /** Whether the user has named a method. */
    boolean namesMethod() {
        return named != null;
    }

    DescentPlan plan(double target) {
        return plan(target, STANDARD);
    }

    /** @param standard the method where the user has named none */
    DescentPlan plan(double target, String standard) {
        String method = named == null ? standard : named;
        Method chosen = Methods.named(method)
                .orElseThrow(() -> CommandException.usage(
                        "--method: there is no method '%s'.%s Methods: %s.",
                        method, NearestName.hint(method, Methods.names()), String.join(", ", Methods.names())));
        long iterations = WholeNumber.atLeast(0, "--max-iterations", maxIterations);
        return new DescentPlan(optimizer(chosen), tolerance(chosen), iterations, ESCAPES, target);
    }

    private double tolerance(Method chosen) {
        if (gradientTolerance == null) {
            // a default step gives up where it gets no further; a given one goes on for as long as it was told to
            return step == null
                    ? chosen.gradientTolerance()
                    : Math.min(GIVEN_STEP_TOLERANCE, chosen.gradientTolerance());
        }
        double tolerance = NumberText.finite("--gradient-tolerance", gradientTolerance);
        if (tolerance < 0) {
            throw CommandException.usage("--gradient-tolerance: %s must not be negative.", gradientTolerance);
        }
        return tolerance;
    }

    private Optimizer<?> optimizer(Method chosen) {
        if (step == null) {
            return chosen.create();
        }
        double rate = NumberText.finite("--step", step);
        if (!(rate > 0)) {
            throw CommandException.usage("--step: %s must be positive.", step);
        }
        if (!chosen.takesStep()) {
            throw CommandException.usage(
                    "--step: the method %s finds its own steps. Methods that take one: %s.",
                    chosen.name(),
                    Methods.all().stream()
                            .filter(Method::takesStep)
                            .map(Method::name)
                            .collect(Collectors.joining(", ")));
        }
        return chosen.create(rate);
    }
}
