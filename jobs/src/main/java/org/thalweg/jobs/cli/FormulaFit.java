package org.thalweg.jobs.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.Observations;
import org.thalweg.core.fit.loss.Loss;
import org.thalweg.core.fit.loss.Squared;
import org.thalweg.core.fit.model.FormulaTerms;
import org.thalweg.core.fit.model.ModelFormula;
import org.thalweg.core.fit.statistics.Summaries;
import org.thalweg.jobs.data.ReadTable;

/** Makes the task of fitting a formula, or a perceptron, which is one. */
final class FormulaFit {
    private final DataArguments data;
    private final DataArguments.Observed observed;
    private final LossArguments losses;

    FormulaFit(DataArguments data, DataArguments.Observed observed, LossArguments losses) {
        this.data = data;
        this.observed = observed;
        this.losses = losses;
    }

    /** The task of fitting the formula that was typed. */
    FitTask task(ObjectiveArguments arguments, Streams streams) {
        Formula formula = arguments.formula(streams);
        ReadTable read = data.read(streams, (List<String> header) -> {
            Set<String> wanted = new HashSet<>(observed.columns(header));
            wanted.addAll(formula.variables());
            return header.stream().filter(wanted::contains).toList();
        });
        ModelFormula model = new ModelFormula(
                formula.text(), arguments.options(), read.table().names());
        if (model.parameters().isEmpty()) {
            throw CommandException.usage(
                    "EXPR (%s) has no parameters: all its names are columns of the data.", formula.text());
        }
        return task(model, read, model.parameters().stream().map(name -> true).toList());
    }

    /** The task of fitting a perceptron; weights are penalized, constants are not. */
    FitTask task(PerceptronArguments arguments, Streams streams) {
        List<String> apart = new ArrayList<>();
        List<String> names = new ArrayList<>();
        ReadTable read = data.read(streams, (List<String> header) -> {
            apart.addAll(observed.columns(header));
            names.addAll(header);
            return header;
        });
        ModelFormula model = new ModelFormula(
                arguments.text(names, apart), ParseOptions.none(), read.table().names());
        return task(
                model,
                read,
                model.parameters().stream()
                        .map(name -> name.startsWith("w") || name.startsWith("v"))
                        .toList());
    }

    private FitTask task(ModelFormula model, ReadTable read, List<Boolean> isPenalized) {
        Loss loss = losses.loss();
        Observations observations = observed.of(read.table(), loss);
        int parameters = model.parameters().size();
        double[] ridge = new double[parameters];
        boolean[] penalized = new boolean[parameters];
        for (int j = 0; j < parameters; j++) {
            penalized[j] = isPenalized.get(j);
            ridge[j] = penalized[j] ? losses.l2() : 0;
        }
        return new FitTask(
                observed.text() + FitTask.SEPARATOR + model.formula().text(),
                model.parameters(),
                new FormulaTerms(model, observations, loss, ridge),
                new FormulaTerms(model, observations, new Squared(), new double[parameters]),
                model.linearParameters(),
                penalized,
                loss,
                new Summaries.Rows(
                        observations.rows(), read.rejected(), observations.response(), observations.weights()),
                constants(read.table()));
    }

    /** A sentence for each column that has one value in all rows. */
    static List<String> constants(DataTable table) {
        List<String> notes = new ArrayList<>();
        for (int c = 0; c < table.columns().length && table.rows() > 1; c++) {
            double[] column = table.columns()[c];
            if (Arrays.stream(column, 0, table.rows()).allMatch(value -> value == column[0])) {
                notes.add(
                        "Column %s is %s in every row.".formatted(table.names().get(c), NumberText.plain(column[0])));
            }
        }
        return notes;
    }
}
