package org.thalweg.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.thalweg.core.linalg.Bounds;

/**
 * Points as they are typed: {@code x=1,y=2}, {@code 1,2}, one number for all coordinates, or {@code @FILE} with
 * a point a line.
 */
final class StartOption {
    private final String option;
    private final List<String> variables;

    StartOption(String option, List<String> variables) {
        this.option = option;
        this.variables = variables;
    }

    /** The points of all values, in order; a point outside the bounds is refused. */
    List<double[]> points(List<String> values, Bounds bounds) {
        List<double[]> points = new ArrayList<>();
        for (String value : values) {
            if (value.startsWith("@")) {
                points.addAll(file(Path.of(value.substring(1)), bounds));
            } else {
                points.add(point(option, value, bounds));
            }
        }
        return points;
    }

    private List<double[]> file(Path file, Bounds bounds) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw CommandException.usage("%s: cannot read %s: %s.", option, file, FileTrouble.of(e));
        }
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                points.add(point(option + " " + file + ", line " + (i + 1), line, bounds));
            }
        }
        if (points.isEmpty()) {
            throw CommandException.usage("%s: %s holds no point. It needs numbers, one point a line.", option, file);
        }
        return points;
    }

    private double[] point(String place, String text, Bounds bounds) {
        double[] x = text.indexOf('=') >= 0 ? named(place, text) : listed(place, text);
        for (int i = 0; i < x.length; i++) {
            if (bounds.clamp(i, x[i]) != x[i]) {
                throw CommandException.usage(
                        "%s: %s = %s lies outside its bounds %s:%s.",
                        place, variables.get(i), x[i], bounds.lower()[i], bounds.upper()[i]);
            }
        }
        return x;
    }

    private double[] named(String place, String text) {
        double[] x = new double[variables.size()];
        Arrays.fill(x, Double.NaN);
        for (Map.Entry<String, String> entry : NamedOption.parse(place, text).entrySet()) {
            String name = entry.getKey().replace(" ", "");
            double value = NumberText.finite(place, entry.getValue());
            boolean known = false;
            for (int i = 0; i < x.length; i++) {
                if (variables.get(i).equals(name) || variables.get(i).startsWith(name + "[")) {
                    x[i] = value;
                    known = true;
                }
            }
            if (!known) {
                throw CommandException.usage(
                        "%s: %s is not a variable of the objective, which has %s.%s",
                        place, name, VariableList.of(variables), NearestName.hint(name, variables));
            }
        }
        for (int i = 0; i < x.length; i++) {
            if (Double.isNaN(x[i])) {
                throw CommandException.usage(
                        "%s: %s has no value. Give one for each of %s.",
                        place, variables.get(i), VariableList.of(variables));
            }
        }
        return x;
    }

    private double[] listed(String place, String text) {
        String[] numbers = text.strip().split("\\s*[,;\\s]\\s*", -1);
        if (numbers.length != 1 && numbers.length != variables.size()) {
            throw CommandException.usage(
                    "%s: %d numbers for %d variables (%s). Give one a variable, or one number for all.",
                    place, numbers.length, variables.size(), VariableList.of(variables));
        }
        double[] x = new double[variables.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = NumberText.finite(place, numbers[numbers.length == 1 ? 0 : i]);
        }
        return x;
    }
}
