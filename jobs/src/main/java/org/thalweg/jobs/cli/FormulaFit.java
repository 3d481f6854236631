package org.thalweg.jobs.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.Observations;
import org.thalweg.core.fit.loss.Loss;
import org.thalweg.core.fit.loss.Squared;
import org.thalweg.core.fit.model.FormulaTerms;
import org.thalweg.core.fit.model.ModelFormula;
import org.thalweg.core.fit.statistics.Summaries;
import org.thalweg.jobs.data.ReadTable;

/** Makes the task of fitting a formula. */
final class FormulaFit {
    private FormulaFit() {}

    static FitTask task(
            ObjectiveArguments arguments, DataArguments data, DataArguments.Observed observed, LossArguments losses, Streams streams) {
        Loss loss = losses.loss();
        Formula formula = arguments.formula(streams);
        ReadTable read = data.read(streams, (List<String> header) -> columns(formula, observed, header));
        ModelFormula model = new ModelFormula(formula.text(), arguments.options(), read.table().names());
        int parameters = model.parameters().size();
        if (parameters == 0) {
            throw CommandException.usage(
                    "EXPR (%s) has no parameters: all its names are columns of the data.", formula.text());
        }
        Observations observations = observed.of(read.table(), loss);
        double[] ridge = new double[parameters];
        Arrays.fill(ridge, losses.l2());
        boolean[] penalized = new boolean[parameters];
        Arrays.fill(penalized, true);
        return new FitTask(
                observed.text() + FitTask.SEPARATOR + formula.text(),
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

    private static List<String> columns(Formula formula, DataArguments.Observed observed, List<String> header) {
        Set<String> wanted = new HashSet<>(observed.columns(header));
        wanted.addAll(formula.variables());
        return header.stream().filter(wanted::contains).toList();
    }

    /** A sentence for each column that has one value in all rows. */
    static List<String> constants(DataTable table) {
        List<String> notes = new ArrayList<>();
        for (int c = 0; c < table.columns().length && table.rows() > 1; c++) {
            double[] column = table.columns()[c];
            boolean constant = true;
            for (int row = 1; row < table.rows() && constant; row++) {
                constant = column[row] == column[0];
            }
            if (constant) {
                notes.add("Column %s is %s in every row.".formatted(table.names().get(c), NumberText.plain(column[0])));
            }
        }
        return notes;
    }
}
