package org.thalweg.jobs.cli;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.loss.CrossEntropy;
import org.thalweg.core.fit.loss.Loss;
import org.thalweg.core.fit.loss.Losses;
import picocli.CommandLine.Option;

/** What errors cost, and what large parameters do. */
final class LossArguments {

    @Option(
            names = "--loss",
            paramLabel = "NAME",
            description =
                    "squared (y-z)^2, absolute, huber, logistic log(1+exp(-y*z)), cross-entropy of classes (any number "
                            + "for linear, 0 and 1 for others) or poisson exp(z)-y*z (default: squared)")
    private String loss = "squared";

    @Option(
            names = "--loss-scale",
            paramLabel = "S",
            description =
                    "for huber the error from which the loss is straight (default: 1.345), for absolute the one below "
                            + "which it is round (default: 1e-6); in units of the response")
    private @Nullable String scale;

    @Option(
            names = "--l2",
            paramLabel = "L",
            defaultValue = "0",
            description = "adds L/2 times the sum of squared parameters (default: 0)")
    private String l2 = "0";

    @Option(
            names = "--l1",
            paramLabel = "L",
            defaultValue = "0",
            description = "adds L times the sum of their magnitudes (default: 0)")
    private String l1 = "0";

    @Option(names = "--no-intercept", description = "of a linear model: leave the intercept out")
    private boolean noIntercept;

    @Option(
            names = "--standardize",
            description =
                    "of a linear model: --l1 and --l2 count each slope times the standard deviation of its column, as "
                            + "a fit to standardized columns does; estimates and errors stay in the columns' own units")
    private boolean standardize;

    boolean standardizes() {
        return standardize;
    }

    boolean hasIntercept() {
        return !noIntercept;
    }

    /** Whether a linear model is to tell classes apart. */
    boolean isCrossEntropy() {
        return loss.equals(CrossEntropy.NAME);
    }

    Loss loss() {
        OptionalDouble size = OptionalDouble.empty();
        if (scale != null) {
            if (!Losses.takesScale(loss)) {
                throw CommandException.usage("--loss-scale: the loss %s has no scale; huber and absolute have.", loss);
            }
            size = OptionalDouble.of(positive("--loss-scale", scale));
        }
        return Losses.named(loss, size)
                .orElseThrow(() -> CommandException.usage(
                        "--loss: there is no loss '%s'.%s Losses: %s.",
                        loss, NearestName.hint(loss, Losses.names()), String.join(", ", Losses.names())));
    }

    /** All of it in few words. */
    String text() {
        return "loss %s%s, l1 %s, l2 %s%s%s"
                .formatted(
                        loss,
                        scale == null ? "" : " " + scale,
                        l1(),
                        l2(),
                        standardize ? ", standardized" : "",
                        noIntercept ? ", no intercept" : "");
    }

    private static double positive(String option, String text) {
        double value = NumberText.finite(option, text);
        if (!(value > 0)) {
            throw CommandException.usage("%s: %s must be positive.", option, text);
        }
        return value;
    }

    double l2() {
        return notNegative("--l2", l2);
    }

    double l1() {
        return notNegative("--l1", l1);
    }

    private static double notNegative(String option, String text) {
        double value = NumberText.finite(option, text);
        if (value < 0) {
            throw CommandException.usage("%s: %s must not be negative.", option, text);
        }
        return value;
    }
}
