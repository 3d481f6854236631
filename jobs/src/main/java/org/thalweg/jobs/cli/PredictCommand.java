package org.thalweg.jobs.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.SparseTable;
import org.thalweg.core.fit.loss.CrossEntropy;
import org.thalweg.core.fit.model.FormulaModel;
import org.thalweg.core.fit.model.ModelFormula;
import org.thalweg.core.fit.model.RowModel;
import org.thalweg.core.kernel.elementary.Elementary;
import org.thalweg.jobs.cli.output.CsvTable;
import org.thalweg.jobs.data.DataException;
import org.thalweg.jobs.data.DataSource;
import org.thalweg.jobs.data.LibsvmReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Applies a fitted model to data. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description =
                "Prints what a model, fitted with thalweg fit --model-output, predicts for each row of data, as CSV. "
                        + "After a logistic loss the second column is the probability of the label 1, after a poisson loss the "
                        + "mean; after cross-entropy of classes the first is the likeliest class, and the others are the "
                        + "probabilities of all.")
final class PredictCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(index = "0", arity = "1", paramLabel = "MODEL", description = "the file of the model")
    private Path file = Path.of("");

    @Mixin
    private DataArguments data = new DataArguments();

    @Option(
            names = "--output-file",
            paramLabel = "FILE",
            description = "write there instead of standard output; the file appears whole or not at all")
    private @Nullable Path outputFile;

    PredictCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        ModelFile model = ModelFile.read(file);
        if (model.isSoftmax()) {
            SoftmaxPrediction classes = SoftmaxPrediction.of(model);
            DataTable table = read(classes.features());
            OutputArguments.write(out -> classes.write(table, out), outputFile, streams);
            return ExitCode.FOUND.code();
        }
        double[] predictions = model.isLinear() ? linear(model) : formula(model);
        OutputArguments.write(out -> write(model, predictions, out), outputFile, streams);
        return ExitCode.FOUND.code();
    }

    private static void write(ModelFile model, double[] predictions, Writer out) throws IOException {
        @Nullable DoubleUnaryOperator meaning = switch (model.loss()) {
            case "logistic", CrossEntropy.NAME -> Elementary::sigmoid;
            case "poisson" -> Elementary::exp;
            default -> null;
        };
        List<String> columns = new ArrayList<>(List.of("prediction"));
        if (meaning != null) {
            columns.add(model.loss().equals("poisson") ? "mean" : "probability");
        }
        try (CsvTable table = new CsvTable(out, columns)) {
            for (double prediction : predictions) {
                table.row(
                        meaning == null ? List.of(prediction) : List.of(prediction, meaning.applyAsDouble(prediction)));
            }
        }
    }

    private double[] formula(ModelFile model) {
        Formula formula = Formula.parse(model.model(), model.options());
        List<String> needed = formula.variables().stream()
                .filter(name -> !model.names().contains(name))
                .toList();
        DataTable table = read(needed);
        ModelFormula split = new ModelFormula(model.model(), model.options(), table.names());
        double[] theta = split.parameters().stream()
                .mapToDouble(name -> model.values()[model.names().indexOf(name)])
                .toArray();
        RowModel rows = new FormulaModel(split, table, 0, table.rows());
        double[] predictions = new double[table.rows()];
        double[] z = new double[RowModel.RUN];
        for (int run = 0; run < rows.runs(); run++) {
            rows.predict(theta, run, z);
            System.arraycopy(z, 0, predictions, run * RowModel.RUN, rows.length(run));
        }
        return predictions;
    }

    private DataTable read(List<String> needed) {
        return data.read(streams, (List<String> header) -> {
                    for (String name : needed) {
                        if (!header.contains(name)) {
                            throw new DataException("the data have no column %s, which the model needs.%s Columns: %s."
                                    .formatted(name, NearestName.hint(name, header), VariableList.of(header)));
                        }
                    }
                    return header.stream().filter(needed::contains).toList();
                })
                .table();
    }

    private double[] linear(ModelFile model) {
        boolean intercept = model.names().get(0).equals(LinearFit.INTERCEPT);
        int first = intercept ? 1 : 0;
        double constant = intercept ? model.values()[0] : 0;
        DataSource source = data.source(streams);
        return data.isLibsvm(source) ? sparse(model, source, first, constant) : dense(model, first, constant);
    }

    private double[] dense(ModelFile model, int first, double constant) {
        DataTable table = read(model.names().subList(first, model.names().size()));
        double[] predictions = new double[table.rows()];
        Arrays.fill(predictions, constant);
        for (int j = first; j < model.values().length; j++) {
            double[] column = table.columns()[table.column(model.names().get(j))];
            for (int row = 0; row < predictions.length; row++) {
                predictions[row] = Math.fma(model.values()[j], column[row], predictions[row]);
            }
        }
        return predictions;
    }

    private double[] sparse(ModelFile model, DataSource source, int first, double constant) {
        SparseTable table;
        try {
            table = new LibsvmReader(source, data.policy(), DataArguments.readers())
                    .read(DataArguments.memory())
                    .table();
        } catch (IOException e) {
            throw new DataException("--data: cannot read %s: %s.".formatted(source.name(), FileTrouble.of(e)));
        }
        double[] predictions = new double[table.rows()];
        for (int row = 0; row < predictions.length; row++) {
            double sum = constant;
            for (int k = table.starts()[row]; k < table.starts()[row + 1]; k++) {
                int j = first + table.indices()[k];
                if (j < model.values().length) { // a feature that was never seen has no slope
                    sum = Math.fma(model.values()[j], table.values()[k], sum);
                }
            }
            predictions[row] = sum;
        }
        return predictions;
    }
}
