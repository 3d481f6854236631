package org.thalweg.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.thalweg.core.expression.Derivative;
import org.thalweg.core.expression.Formula;
import org.thalweg.jobs.cli.output.Listing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the partial derivatives of a formula. */
@Command(
        name = "derive",
        mixinStandardHelpOptions = true,
        description = "Prints the partial derivatives of EXPR, simplified, one line a variable.")
final class DeriveCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private ObjectiveArguments objective = new ObjectiveArguments();

    @Mixin
    private ListingArguments output = new ListingArguments();

    DeriveCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Formula formula = objective.formula(streams);
        List<String> variables = formula.variables();
        if (variables.isEmpty()) {
            throw CommandException.usage("EXPR has no variables: its derivative is 0 by every name.");
        }
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            String derivative = Derivative.of(formula, i).toString();
            if (output.form() == OutputArguments.Form.TEXT) {
                streams.out().println("d/d" + variables.get(i) + " = " + derivative);
            } else {
                rows.add(List.of(variables.get(i), derivative));
            }
        }
        if (output.form() != OutputArguments.Form.TEXT) {
            output.write(
                    new Listing("thalweg.derive/1", "derivatives", List.of("variable", "derivative"), rows), streams);
        }
        return ExitCode.FOUND.code();
    }
}
