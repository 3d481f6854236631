package org.thalweg.jobs.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.kernel.elementary.Elementary;
import org.thalweg.jobs.cli.output.CsvTable;

/**
 * The probabilities of classes by a fitted model.
 *
 * @param labels of the classes, the reference first
 * @param features the columns that the model needs
 * @param intercepts one a class
 * @param slopes of each class, in the order of the features
 */
record SoftmaxPrediction(List<String> labels, List<String> features, double[] intercepts, double[][] slopes) {

    static SoftmaxPrediction of(ModelFile model) {
        Set<String> labels = new LinkedHashSet<>();
        labels.add(model.model().substring(SoftmaxFit.KEYWORD.length() + 1));
        Set<String> features = new LinkedHashSet<>();
        for (String name : model.names()) {
            String[] parts = parts(name);
            labels.add(parts[0]);
            if (!parts[1].equals(LinearFit.INTERCEPT)) {
                features.add(parts[1]);
            }
        }
        List<String> classes = List.copyOf(labels);
        List<String> columns = List.copyOf(features);
        double[] intercepts = new double[classes.size()];
        double[][] slopes = new double[classes.size()][columns.size()];
        for (int j = 0; j < model.values().length; j++) {
            String[] parts = parts(model.names().get(j));
            int c = classes.indexOf(parts[0]);
            int feature = columns.indexOf(parts[1]);
            if (feature < 0) {
                intercepts[c] = model.values()[j];
            } else {
                slopes[c][feature] = model.values()[j];
            }
        }
        return new SoftmaxPrediction(classes, columns, intercepts, slopes);
    }

    private static String[] parts(String name) {
        String[] parts = name.split(":", 2);
        if (parts.length < 2) {
            throw CommandException.usage("MODEL: the parameter %s is not named by class and feature.", name);
        }
        return parts;
    }

    /** Writes the likeliest class of each row, and the probabilities of all. */
    void write(DataTable table, Writer out) throws IOException {
        List<String> columns = new ArrayList<>(List.of("prediction"));
        labels.forEach(label -> columns.add("p_" + label));
        try (CsvTable csv = new CsvTable(out, columns)) {
            for (int row = 0; row < table.rows(); row++) {
                double[] p = probabilities(table, row);
                int best = 0;
                for (int c = 1; c < p.length; c++) {
                    best = p[c] > p[best] ? c : best;
                }
                List<Object> cells = new ArrayList<>(List.of(labels.get(best)));
                Arrays.stream(p).forEach(cells::add);
                csv.row(cells);
            }
        }
    }

    private double[] probabilities(DataTable table, int row) {
        double[] z = intercepts.clone();
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < z.length; c++) {
            for (int j = 0; j < features.size(); j++) {
                z[c] = Math.fma(slopes[c][j], table.columns()[table.column(features.get(j))][row], z[c]);
            }
            largest = Math.max(largest, z[c]);
        }
        double total = 0;
        for (int c = 0; c < z.length; c++) {
            z[c] = Elementary.exp(z[c] - largest);
            total += z[c];
        }
        for (int c = 0; c < z.length; c++) {
            z[c] /= total;
        }
        return z;
    }
}
