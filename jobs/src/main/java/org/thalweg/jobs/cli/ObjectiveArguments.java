package org.thalweg.jobs.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.linalg.Bounds;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The objective: its text, the constants and dimensions that the text leaves open, and the bounds of its variables. */
final class ObjectiveArguments {
    private static final String STANDARD_INPUT = "-";

    @Parameters(
            index = "0",
            arity = "1",
            paramLabel = "EXPR",
            description =
                    "the formula, such as \"(x-1)^2 + y^2\" or \"sum(i, 1, n, x[i]^2)\"; @FILE, or - for standard input")
    private String text = "";

    @Option(
            names = "--let",
            paramLabel = "NAME=VALUE",
            arity = "1",
            description = "the value of a constant, such as N=38; repeatable, or several with commas")
    private List<String> lets = new ArrayList<>();

    @Option(
            names = "--dimension",
            paramLabel = "n",
            description = "the number of elements of the vector; with several vectors x=10,y=3")
    private @Nullable String dimension;

    @Option(
            names = "--bounds",
            paramLabel = "LOW:HIGH",
            arity = "1",
            description = "bounds of all variables, or x=LOW:HIGH,y=LOW:HIGH; -inf and inf are allowed (default: none)")
    private @Nullable String bounds;

    /** The formula; refuses a text that is none with a caret under the place. */
    Formula formula(Streams streams) {
        return Formula.parse(objectiveText(streams), options());
    }

    /** The text as it was typed. */
    String text() {
        return text;
    }

    /** The names in {@code --bounds}, in order, elements of vectors without their index. */
    List<String> boundNames() {
        return bounds == null
                ? List.of()
                : BoundsOption.parse("--bounds", bounds).order();
    }

    private String objectiveText(Streams streams) {
        try {
            if (text.equals(STANDARD_INPUT)) {
                return new String(streams.in().readAllBytes(), StandardCharsets.UTF_8).strip();
            }
            if (text.startsWith("@")) {
                return Files.readString(Path.of(text.substring(1))).strip();
            }
            return text;
        } catch (IOException e) {
            throw CommandException.usage("EXPR: cannot read %s: %s.", text, FileTrouble.of(e));
        }
    }

    /** What the text leaves open. */
    ParseOptions options() {
        ParseOptions options = ParseOptions.none();
        for (String let : lets) {
            for (Map.Entry<String, String> entry :
                    NamedOption.parse("--let", let).entrySet()) {
                options = options.withLet(entry.getKey(), entry.getValue());
            }
        }
        if (dimension != null) {
            if (dimension.indexOf('=') < 0) {
                options = options.withDimension(size(dimension));
            } else {
                for (Map.Entry<String, String> entry :
                        NamedOption.parse("--dimension", dimension).entrySet()) {
                    options = options.withDimension(entry.getKey(), size(entry.getValue()));
                }
            }
        }
        return bounds == null
                ? options
                : options.withOrder(BoundsOption.parse("--bounds", bounds).order());
    }

    private static int size(String text) {
        return WholeNumber.between(1, Integer.MAX_VALUE, "--dimension", text);
    }

    /** The box of the answer; unbounded where nothing is said. */
    Bounds bounds(List<String> variables) {
        Bounds none = Bounds.unbounded(variables.size());
        return bounds == null ? none : BoundsOption.parse("--bounds", bounds).resolve(variables, none);
    }
}
