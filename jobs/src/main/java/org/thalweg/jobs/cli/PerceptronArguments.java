package org.thalweg.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.thalweg.core.fit.model.Perceptron;
import org.thalweg.jobs.data.DataException;
import picocli.CommandLine.Option;

/** A multilayer perceptron in place of a formula. */
final class PerceptronArguments {
    static final String KEYWORD = "mlp";

    @Option(
            names = "--layers",
            paramLabel = "N,N",
            defaultValue = "8",
            description = "of mlp: units of the hidden layers, such as 16,16 (default: 8)")
    private String layers = "8";

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            defaultValue = "tanh",
            description = "of mlp: tanh, relu or gelu (default: tanh)")
    private String activation = "tanh";

    /** The formula over the columns of the header that are not among {@code apart}. */
    String text(List<String> header, List<String> apart) {
        List<String> inputs =
                header.stream().filter(name -> !apart.contains(name)).toList();
        for (String name : inputs) {
            if (!name.matches("[\\p{L}_][\\p{L}\\p{N}_]*")) {
                throw new DataException(
                        "--data: the column '%s' cannot be an input of a formula: its name must consist of"
                                        .formatted(name)
                                + " letters, digits and _, and not begin with a digit.");
            }
        }
        if (inputs.isEmpty()) {
            throw new DataException("--data: there are no columns beside %s, so there are no inputs."
                    .formatted(String.join(", ", apart)));
        }
        try {
            return perceptron().text(inputs);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--layers: %s.", String.valueOf(e.getMessage()));
        }
    }

    Perceptron perceptron() {
        return new Perceptron(units(), kind());
    }

    private List<Integer> units() {
        List<Integer> units = new ArrayList<>();
        for (String part : layers.split(",", -1)) {
            units.add(WholeNumber.between(1, 1000, "--layers", part));
        }
        return units;
    }

    private Perceptron.Activation kind() {
        for (Perceptron.Activation known : Perceptron.Activation.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(activation)) {
                return known;
            }
        }
        throw CommandException.usage(
                "--activation: there is no activation '%s'.%s Activations: tanh, relu, gelu.",
                activation, NearestName.hint(activation, List.of("tanh", "relu", "gelu")));
    }
}
