package org.thalweg.jobs.cli;

import java.util.Arrays;
import java.util.List;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.search.StartPlan;

/**
 * What EXPR means to a fit: the word linear, the word mlp, or a formula. It makes what is to be fitted to the data, and knows from where unless the
 * user says it.
 */
final class FittedModel {
    private static final long USUAL_STARTS = 100;
    private static final double REGION = 10;
    private static final long USUAL_TRAININGS = 8;
    /** How far from 0 the weights of a perceptron begin whose rows are yet to come. */
    private static final double WEIGHTS = 2;

    private final ObjectiveArguments expression;
    private final PerceptronArguments perceptron;
    private final DataArguments data;
    private final DataArguments.Observed observed;
    private final LossArguments losses;
    private double[] weights = {};

    FittedModel(
            ObjectiveArguments expression,
            PerceptronArguments perceptron,
            DataArguments data,
            DataArguments.Observed observed,
            LossArguments losses) {
        this.expression = expression;
        this.perceptron = perceptron;
        this.data = data;
        this.observed = observed;
        this.losses = losses;
    }

    boolean isLinear() {
        return expression.text().equals(LinearFit.KEYWORD);
    }

    private boolean isPerceptron() {
        return expression.text().equals(PerceptronArguments.KEYWORD);
    }

    /** What is fitted to the rows that there are. */
    FitTask task(RowPlace place) {
        if (isLinear() && losses.isCrossEntropy()) {
            return new SoftmaxFit(data, observed, losses).task(place.streams());
        }
        if (isLinear()) {
            return new LinearFit(data, observed, losses).task(place);
        }
        FormulaFit formula = new FormulaFit(data, observed, losses);
        FitTask task = isPerceptron() ? formula.task(perceptron, place) : formula.task(expression, place);
        weights = formula.reach();
        return task;
    }

    /** Where the descents of a task that this made begin. */
    StartPlan starts(StartArguments starts, FitTask task, Bounds bounds) {
        List<String> parameters = task.parameters();
        if (isLinear() && starts.isUnsaid()) {
            return starts.at(new double[parameters.size()], bounds);
        }
        return isPerceptron()
                ? starts.plan(parameters, bounds, USUAL_TRAININGS, weights)
                : starts.plan(parameters, bounds, USUAL_STARTS, reach(parameters, REGION));
    }

    /** What is fitted to rows with a header that are yet to come. */
    FittedRows rows(List<String> header, Streams streams) {
        if (isLinear()) {
            return new LinearFit(data, observed, losses).rows(header);
        }
        FormulaFit formula = new FormulaFit(data, observed, losses);
        return isPerceptron() ? formula.rows(perceptron, header) : formula.rows(expression, header, streams);
    }

    /** Where parameters begin that are fitted to rows that are yet to come: at 0 unless said otherwise, but weights are drawn. */
    double[] start(StartArguments starts, FittedRows rows) {
        List<String> parameters = rows.parameters();
        if (starts.isUnsaid() && !isPerceptron()) {
            return new double[parameters.size()];
        }
        double each = starts.isUnsaid() ? WEIGHTS : REGION;
        return starts.plan(parameters, Bounds.unbounded(parameters.size()), 1, reach(parameters, each))
                .point(0);
    }

    private static double[] reach(List<String> parameters, double each) {
        double[] reach = new double[parameters.size()];
        Arrays.fill(reach, each);
        return reach;
    }

    /** The model of a task with its parameters, as it is kept. */
    ModelFile file(FitTask task, double[] values) {
        return ModelFile.of(expression, task, isLinear(), values);
    }

    /** The model of rows with its parameters, as it is kept. */
    ModelFile file(FittedRows rows, double[] values) {
        return ModelFile.of(expression, rows, isLinear(), values);
    }
}
