package org.thalweg.jobs.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A problem of the NIST Statistical Reference Datasets, read from its file. */
record NistProblem(
        String name, String model, String response, List<Parameter> parameters, double rss, List<String> table) {
    private static final Pattern PARAMETER = Pattern.compile("\\s*(b\\d+)\\s*=" + "\\s+(\\S+)".repeat(4) + "\\s*");
    private static final Pattern HEADER = Pattern.compile("Data:\\s+(y\\s+x.*)");
    private static final Pattern MODEL = Pattern.compile("\\s*(y|log\\[y])\\s*=(.*)");

    /** A certified parameter with its two starting values. */
    record Parameter(String name, double first, double second, double certified, double deviation) {}

    static NistProblem named(String name) {
        try (InputStream in = NistProblem.class.getResourceAsStream("/org/thalweg/jobs/nist/" + name + ".dat")) {
            String text = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.US_ASCII);
            return of(name, text.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NistProblem of(String name, List<String> lines) {
        List<Parameter> parameters = new ArrayList<>();
        List<String> table = new ArrayList<>();
        StringBuilder model = new StringBuilder();
        String response = "y";
        double rss = Double.NaN;
        boolean inModel = false;
        for (String line : lines) {
            Matcher header = HEADER.matcher(line);
            Matcher parameter = PARAMETER.matcher(line);
            Matcher equation = MODEL.matcher(line);
            if (header.matches()) {
                table.clear();
                table.add(String.join(",", header.group(1).strip().split("\\s+")));
            } else if (!table.isEmpty() && !line.isBlank()) {
                table.add(String.join(",", line.strip().split("\\s+")));
            } else if (parameter.matches()) {
                parameters.add(new Parameter(
                        parameter.group(1),
                        Double.parseDouble(parameter.group(2)),
                        Double.parseDouble(parameter.group(3)),
                        Double.parseDouble(parameter.group(4)),
                        Double.parseDouble(parameter.group(5))));
            } else if (line.startsWith("Residual Sum of Squares")) {
                rss = Double.parseDouble(line.replaceFirst(".*:", "").strip());
            } else if (equation.matches()) {
                inModel = true;
                response = readable(equation.group(1));
                model.append(equation.group(2));
            } else if (line.strip().toLowerCase(java.util.Locale.ROOT).startsWith("starting")) {
                inModel = false;
            } else if (inModel) {
                model.append(line);
            }
        }
        String formula =
                readable(model.toString()).replaceFirst("\\+\\s*e\\s*$", "").strip();
        return new NistProblem(name, formula, response, parameters, rss, table);
    }

    private static String readable(String text) {
        return text.replace('[', '(').replace(']', ')').replace("arctan", "atan");
    }

    /** Writes the observations as CSV with a header. */
    Path writeTo(Path folder) throws IOException {
        return Files.write(folder.resolve(name + ".csv"), table);
    }

    String start(ToDoubleFunction<Parameter> value) {
        return parameters.stream()
                .map(parameter -> parameter.name() + "=" + value.applyAsDouble(parameter))
                .collect(Collectors.joining(","));
    }

    /** Bounds ten times as far from 0 as the certified values, on both sides. */
    String bounds() {
        return parameters.stream()
                .map(parameter -> parameter.name() + "=" + -10 * Math.abs(parameter.certified()) + ":"
                        + 10 * Math.abs(parameter.certified()))
                .collect(Collectors.joining(","));
    }
}
