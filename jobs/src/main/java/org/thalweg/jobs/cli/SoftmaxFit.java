package org.thalweg.jobs.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.Observations;
import org.thalweg.core.fit.linear.LinearTerms;
import org.thalweg.core.fit.linear.SoftmaxTerms;
import org.thalweg.core.fit.loss.CrossEntropy;
import org.thalweg.core.fit.loss.Squared;
import org.thalweg.core.fit.statistics.Summaries;
import org.thalweg.jobs.data.DataException;
import org.thalweg.jobs.data.ReadTable;
import org.thalweg.jobs.data.Words;

/**
 * Makes the task of fitting linear log-odds of classes: the response is a class, a number or a word, and all other columns but the weight are
 * features. The class with the lowest number, or the first word of the alphabet, is the reference; parameters are named {@code 2:x} by class and
 * feature.
 */
final class SoftmaxFit {
    /** The word that a model begins with, followed by the label of the reference. */
    static final String KEYWORD = "softmax";

    private static final int MOST_CLASSES = 1_000;

    private final DataArguments data;
    private final DataArguments.Observed observed;
    private final LossArguments losses;

    SoftmaxFit(DataArguments data, DataArguments.Observed observed, LossArguments losses) {
        this.data = data;
        this.observed = observed;
        this.losses = losses;
    }

    FitTask task(Streams streams) {
        if (losses.standardizes()) {
            throw CommandException.usage("--standardize: --loss cross-entropy takes none yet.");
        }
        Set<String> apart = new HashSet<>();
        String column = observed.column();
        Words words = column == null ? null : new Words(column, MOST_CLASSES);
        ReadTable read = data.read(
                streams,
                (List<String> header) -> {
                    apart.addAll(observed.columns(header));
                    return header;
                },
                words);
        DataTable table = read.table();
        Observations observations = observed.of(table, new Squared());
        Classes classes = Classes.of(observations.response(), words == null ? List.of() : words.all());
        require(classes.labels());
        List<String> names = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        for (int c = 0; c < table.columns().length; c++) {
            if (!apart.contains(table.names().get(c))) {
                names.add(table.names().get(c));
                columns.add(table.columns()[c]);
            }
        }
        DataTable features = new DataTable(names, table.rows(), columns.toArray(double[][]::new));
        SoftmaxTerms terms = new SoftmaxTerms(
                features,
                classes.of(),
                observations.weights(),
                new LinearTerms.Shape(new CrossEntropy(), losses.hasIntercept(), losses.l2()));
        return task(classes.labels(), names, terms, Summaries.Rows.of(read.rejected(), observations));
    }

    private void require(List<String> labels) {
        if (labels.size() < 2 || labels.size() > MOST_CLASSES) {
            throw new DataException(
                    "--response: %s has %,d different values. --loss cross-entropy needs a class, of 2 to %,d different ones."
                            .formatted(observed.text(), labels.size(), MOST_CLASSES));
        }
        for (String label : labels) {
            if (label.indexOf(':') >= 0) {
                throw new DataException(
                        "--response: the class %s has a colon, which stands between class and column in the names of parameters. Give it another name."
                                .formatted(label));
            }
        }
    }

    private FitTask task(List<String> labels, List<String> features, SoftmaxTerms terms, Summaries.Rows rows) {
        List<String> parameters = new ArrayList<>();
        for (String label : labels.subList(1, labels.size())) {
            if (losses.hasIntercept()) {
                parameters.add(label + ":" + LinearFit.INTERCEPT);
            }
            features.forEach(name -> parameters.add(label + ":" + name));
        }
        boolean[] penalized = new boolean[parameters.size()];
        for (int j = 0; j < penalized.length; j++) {
            penalized[j] = !parameters.get(j).endsWith(":" + LinearFit.INTERCEPT);
        }
        double[] ones = new double[parameters.size()];
        Arrays.fill(ones, 1);
        return new FitTask(
                "%s%s%s %s".formatted(observed.text(), FitTask.SEPARATOR, KEYWORD, labels.get(0)),
                parameters,
                terms,
                terms,
                new int[0],
                penalized,
                ones,
                new CrossEntropy(),
                rows,
                List.of("Class %s is the reference: log-odds of the others are told against it."
                        .formatted(labels.get(0))));
    }
}
