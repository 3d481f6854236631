package org.thalweg.jobs.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.Observations;
import org.thalweg.core.fit.linear.LinearTerms;
import org.thalweg.core.fit.loss.Loss;
import org.thalweg.core.fit.loss.Squared;
import org.thalweg.core.fit.statistics.Summaries;
import org.thalweg.jobs.data.DataException;
import org.thalweg.jobs.data.DataSource;
import org.thalweg.jobs.data.LibsvmReader;
import org.thalweg.jobs.data.ReadTable;

/** Makes the task of fitting a linear predictor: all columns but the response and the weight are features. */
final class LinearFit {
    static final String KEYWORD = "linear";
    static final String INTERCEPT = "intercept";

    private final DataArguments data;
    private final DataArguments.Observed observed;
    private final Loss loss;
    private final LinearTerms.Shape shape;

    LinearFit(DataArguments data, DataArguments.Observed observed, LossArguments losses) {
        this.data = data;
        this.observed = observed;
        this.loss = losses.loss();
        this.shape = new LinearTerms.Shape(loss, losses.hasIntercept(), losses.l2());
    }

    FitTask task(Streams streams) {
        DataSource source = data.source(streams);
        return data.isLibsvm(source) ? sparse(source) : dense(streams);
    }

    private FitTask sparse(DataSource source) {
        LibsvmReader.Labelled read;
        try {
            read = new LibsvmReader(source, data.policy(), DataArguments.memory()).read();
        } catch (IOException e) {
            throw new DataException("--data: cannot read %s: %s.".formatted(source.name(), FileTrouble.of(e)));
        }
        int rows = read.table().rows();
        for (int row = 0; row < rows; row++) {
            DataArguments.require(loss, read.labels()[row], "the label", row);
        }
        double[] weights = new double[rows];
        Arrays.fill(weights, 1);
        List<String> names = IntStream.rangeClosed(1, read.table().features())
                .mapToObj(j -> "f" + j)
                .toList();
        LinearTerms terms = LinearTerms.sparse(read.table(), read.labels(), weights, shape);
        return task(
                "label", names, terms, new Summaries.Rows(rows, read.rejected(), read.labels(), weights), List.of());
    }

    private FitTask dense(Streams streams) {
        Set<String> apart = new HashSet<>();
        ReadTable read = data.read(streams, (List<String> header) -> {
            apart.addAll(observed.columns(header));
            return header;
        });
        DataTable table = read.table();
        Observations observations = observed.of(table, loss);
        List<String> names = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        for (int c = 0; c < table.columns().length; c++) {
            if (!apart.contains(table.names().get(c))) {
                names.add(table.names().get(c));
                columns.add(table.columns()[c]);
            }
        }
        if (names.isEmpty()) {
            throw new DataException("--data: there are no columns beside %s, so there are no features."
                    .formatted(String.join(", ", apart)));
        }
        DataTable features = new DataTable(names, table.rows(), columns.toArray(double[][]::new));
        LinearTerms terms = LinearTerms.dense(features, observations.response(), observations.weights(), shape);
        Summaries.Rows rows =
                new Summaries.Rows(table.rows(), read.rejected(), observations.response(), observations.weights());
        return task(observed.text(), names, terms, rows, FormulaFit.constants(features));
    }

    private FitTask task(
            String response, List<String> features, LinearTerms terms, Summaries.Rows rows, List<String> notes) {
        List<String> parameters = new ArrayList<>(terms.hasIntercept() ? List.of(INTERCEPT) : List.of());
        parameters.addAll(features);
        boolean[] penalized = new boolean[parameters.size()];
        Arrays.fill(penalized, true);
        penalized[0] = !terms.hasIntercept();
        return new FitTask(
                response + FitTask.SEPARATOR + KEYWORD,
                parameters,
                terms,
                terms.with(new Squared()),
                new int[0],
                penalized,
                loss,
                rows,
                notes);
    }
}
