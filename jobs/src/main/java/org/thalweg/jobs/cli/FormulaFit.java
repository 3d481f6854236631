package org.thalweg.jobs.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.Observations;
import org.thalweg.core.fit.data.RowSummary;
import org.thalweg.core.fit.loss.Loss;
import org.thalweg.core.fit.loss.Squared;
import org.thalweg.core.fit.model.FormulaRows;
import org.thalweg.core.fit.model.FormulaTerms;
import org.thalweg.core.fit.model.ModelFormula;
import org.thalweg.core.fit.statistics.Summaries;
import org.thalweg.jobs.data.ReadTable;
import org.thalweg.jobs.data.Surveyed;

/** Makes the task of fitting a formula, or a perceptron, which is one. */
final class FormulaFit {
    private final DataArguments data;
    private final DataArguments.Observed observed;
    private final LossArguments losses;
    private @Nullable DataTable table;
    private double[] reach = {};

    FormulaFit(DataArguments data, DataArguments.Observed observed, LossArguments losses) {
        this.data = data;
        this.observed = observed;
        this.losses = losses;
    }

    /** The task of fitting the formula that was typed. */
    FitTask task(ObjectiveArguments arguments, RowPlace place) {
        return task(recipe(arguments, place.streams()), place);
    }

    /** The task of fitting a perceptron. */
    FitTask task(PerceptronArguments arguments, RowPlace place) {
        List<String> inputs = new ArrayList<>();
        FitTask task = task(recipe(arguments, inputs), place);
        double[] sizes = inputs.stream().mapToDouble(this::size).toArray();
        reach = task.parameters().stream()
                .mapToDouble(name -> arguments.perceptron().reach(name, sizes))
                .toArray();
        return task;
    }

    /** The root mean square of a column; 1 where the rows are elsewhere. */
    private double size(String name) {
        DataTable rows = table;
        if (rows == null || rows.rows() == 0) {
            return 1;
        }
        double[] column = rows.columns()[rows.column(name)];
        double squares = 0;
        for (int row = 0; row < rows.rows(); row++) {
            squares += column[row] * column[row];
        }
        return Math.sqrt(squares / rows.rows());
    }

    /** How far from 0 each weight of the perceptron may begin; none for a formula. */
    double[] reach() {
        return reach.clone();
    }

    /** What is fitted to rows with a header that are yet to come: the formula that was typed. */
    FittedRows rows(ObjectiveArguments arguments, List<String> header, Streams streams) {
        return rows(recipe(arguments, streams), header);
    }

    /** What is fitted to rows with a header that are yet to come: a perceptron. */
    FittedRows rows(PerceptronArguments arguments, List<String> header) {
        return rows(recipe(arguments, new ArrayList<>()), header);
    }

    private FittedRows rows(Recipe recipe, List<String> header) {
        List<String> chosen = recipe.choice.apply(header);
        ModelFormula model = recipe.model.apply(chosen);
        Loss loss = losses.loss();
        return new FittedRows(
                observed.text(),
                model.formula().text(),
                model.parameters(),
                chosen,
                new FormulaRows(chosen, model, observed.observing(), loss, new double[parameters(model)]),
                loss);
    }

    private Recipe recipe(ObjectiveArguments arguments, Streams streams) {
        Formula formula = arguments.formula(streams);
        return new Recipe(
                (List<String> header) -> {
                    Set<String> wanted = new HashSet<>(observed.columns(header));
                    wanted.addAll(formula.variables());
                    return header.stream().filter(wanted::contains).toList();
                },
                (List<String> chosen) -> {
                    ModelFormula model = new ModelFormula(formula.text(), arguments.options(), chosen);
                    if (model.parameters().isEmpty()) {
                        throw CommandException.usage(
                                "EXPR (%s) has no parameters: all its names are columns of the data.", formula.text());
                    }
                    return model;
                },
                name -> true);
    }

    /**
     * Weights are penalized, constants are not.
     *
     * @param inputs is filled with the columns that are the perceptron's
     */
    private Recipe recipe(PerceptronArguments arguments, List<String> inputs) {
        return new Recipe(
                header -> header,
                (List<String> header) -> {
                    List<String> apart = observed.columns(header);
                    inputs.clear();
                    header.stream().filter(name -> !apart.contains(name)).forEach(inputs::add);
                    return new ModelFormula(arguments.text(header, apart), ParseOptions.none(), header);
                },
                name -> name.startsWith("w") || name.startsWith("v"));
    }

    /**
     * How a model is made of data.
     *
     * @param choice picks columns from the header
     * @param model makes the model over the columns that were picked
     * @param isPenalized which of its parameters are penalized, by name
     */
    private record Recipe(
            UnaryOperator<List<String>> choice,
            Function<List<String>, ModelFormula> model,
            Predicate<String> isPenalized) {}

    private FitTask task(Recipe recipe, RowPlace place) {
        return place.task(() -> here(recipe, place.streams()), () -> there(recipe, place.streams()));
    }

    private FitTask here(Recipe recipe, Streams streams) {
        ReadTable read = data.read(streams, recipe.choice);
        table = read.table();
        ModelFormula model = recipe.model.apply(read.table().names());
        Loss loss = losses.loss();
        Observations observations = observed.of(read.table(), loss);
        Sums sums = new Sums(
                new FormulaTerms(model, observations, loss, ridge(recipe, model)),
                new FormulaTerms(model, observations, new Squared(), new double[parameters(model)]));
        return task(recipe, model, sums, Summaries.Rows.of(read.rejected(), observations), constants(read.table()));
    }

    private FitTask there(Recipe recipe, Streams streams) throws IOException {
        List<FormulaRows> made = new ArrayList<>();
        Loss loss = losses.loss();
        Surveyed<DataTable> read = data.survey(streams, recipe.choice, (List<String> chosen) -> {
            ModelFormula model = recipe.model.apply(chosen);
            made.add(new FormulaRows(chosen, model, observed.observing(), loss, ridge(recipe, model)));
            return made.get(0);
        });
        FormulaRows rows = made.get(0);
        FormulaRows squares = new FormulaRows(
                rows.columns(), rows.model(), rows.observing(), new Squared(), new double[parameters(rows.model())]);
        return task(
                recipe,
                rows.model(),
                new Sums(read.terms(), read.terms().with(squares)),
                LinearFit.rows(read),
                constants(rows.columns(), read.summary()));
    }

    /** The sum that is minimized, and that of squares. */
    private record Sums(Terms terms, Terms squares) {}

    private static int parameters(ModelFormula model) {
        return model.parameters().size();
    }

    private static boolean[] penalized(Recipe recipe, ModelFormula model) {
        boolean[] penalized = new boolean[parameters(model)];
        for (int j = 0; j < penalized.length; j++) {
            penalized[j] = recipe.isPenalized.test(model.parameters().get(j));
        }
        return penalized;
    }

    private double[] ridge(Recipe recipe, ModelFormula model) {
        boolean[] penalized = penalized(recipe, model);
        double[] ridge = new double[penalized.length];
        for (int j = 0; j < ridge.length; j++) {
            ridge[j] = penalized[j] ? losses.l2() : 0;
        }
        return ridge;
    }

    private FitTask task(Recipe recipe, ModelFormula model, Sums sums, Summaries.Rows rows, List<String> notes) {
        if (losses.standardizes()) {
            throw CommandException.usage(
                    "--standardize is for fit linear: parameters of a formula belong to no column.");
        }
        double[] ones = new double[parameters(model)];
        Arrays.fill(ones, 1);
        return new FitTask(
                observed.text() + FitTask.SEPARATOR + model.formula().text(),
                model.parameters(),
                sums.terms,
                sums.squares,
                model.linearParameters(),
                penalized(recipe, model),
                ones,
                losses.loss(),
                rows,
                notes);
    }

    /** A sentence for each column that has one value in all rows, which were summed up. */
    static List<String> constants(List<String> names, RowSummary summary) {
        List<String> notes = new ArrayList<>();
        for (int c = 0; c < names.size() && summary.rows() > 1; c++) {
            if (summary.columns().isConstant(c)) {
                notes.add(constant(names.get(c), summary.columns().mean(c)));
            }
        }
        return notes;
    }

    private static String constant(String name, double value) {
        return "Column %s is %s in every row.".formatted(name, NumberText.plain(value));
    }

    /** A sentence for each column that has one value in all rows. */
    static List<String> constants(DataTable table) {
        List<String> notes = new ArrayList<>();
        for (int c = 0; c < table.columns().length && table.rows() > 1; c++) {
            double[] column = table.columns()[c];
            if (Arrays.stream(column, 0, table.rows()).allMatch(value -> value == column[0])) {
                notes.add(constant(table.names().get(c), column[0]));
            }
        }
        return notes;
    }
}
