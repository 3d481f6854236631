package org.thalweg.jobs.cli;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.FormulaObjective;
import org.thalweg.core.objective.GradientCheck;
import org.thalweg.core.objective.GradientReport;
import org.thalweg.jobs.cli.output.GradientReportWriter;
import org.thalweg.jobs.cli.terminal.TerminalStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whether a formula is the gradient of another. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Says whether --gradient is the gradient of EXPR, and if not where, by how much and by which factor; "
                        + "exit code 3 if it is not.")
final class CheckCommand implements Callable<Integer> {
    private static final int POINTS = 100;
    private static final double REGION = 10;

    private final Streams streams;

    @Mixin
    private ObjectiveArguments objective = new ObjectiveArguments();

    @Option(
            names = "--gradient",
            paramLabel = "EXPR",
            arity = "1",
            required = true,
            description = "the formula to check, one a variable, in order")
    private List<String> gradient = new ArrayList<>();

    @Option(
            names = "--at",
            paramLabel = "POINT",
            arity = "1",
            description =
                    "where to compare: x=1,y=2 or 1,2 or @FILE; repeatable (default: 100 points drawn from the bounds, "
                            + "or from -10:10)")
    private List<String> at = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "S",
            arity = "1",
            defaultValue = "42",
            description = "of the points drawn (default: 42)")
    private String seed = "42";

    @Mixin
    private ListingArguments output = new ListingArguments();

    CheckCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws java.io.IOException {
        Formula formula = objective.formula(streams);
        List<String> variables = formula.variables();
        if (gradient.size() != variables.size()) {
            throw CommandException.usage(
                    "--gradient is given %d times for %d variables (%s). Give one formula a variable, in order.",
                    gradient.size(), variables.size(), VariableList.of(variables));
        }
        List<Formula> given = gradient.stream().map(formula::sibling).toList();
        GradientReport report = GradientCheck.of(FormulaObjective.withGradient(formula, given), points(variables));
        GradientReportWriter writer = new GradientReportWriter(report, variables);
        StringWriter text = new StringWriter();
        switch (output.form()) {
            case TEXT -> writer.writeText(text, TerminalStyle.of("stdout", streams.environment()));
            case JSON -> writer.writeJson(text);
            case CSV -> writer.writeCsv(text);
        }
        streams.out().print(text);
        return (report.matches() ? ExitCode.FOUND : ExitCode.NOTHING_CONVERGED).code();
    }

    private List<double[]> points(List<String> variables) {
        Bounds bounds = objective.bounds(variables);
        if (!at.isEmpty()) {
            return new StartOption("--at", variables).points(at, bounds);
        }
        double[] lower = bounds.lower().clone();
        double[] upper = bounds.upper().clone();
        for (int i = 0; i < lower.length; i++) {
            lower[i] = Double.isInfinite(lower[i]) ? Math.min(-REGION, upper[i] - 2 * REGION) : lower[i];
            upper[i] = Double.isInfinite(upper[i]) ? Math.max(REGION, lower[i] + 2 * REGION) : upper[i];
        }
        return GradientCheck.points(new Bounds(lower, upper), POINTS, WholeNumber.signed("--seed", seed));
    }
}
