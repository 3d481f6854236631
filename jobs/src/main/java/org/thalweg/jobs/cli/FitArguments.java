package org.thalweg.jobs.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.rounds.SummedObjective;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.run.Problem;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.Distinctness;
import org.thalweg.core.search.StartPlan;
import org.thalweg.core.search.StopPlan;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * All that decides what a fit finds: its model, its data and the options that are part of the question.
 *
 * <p>Every option here goes into the {@linkplain AskedFit words} that a fit on a cluster carries with it. What only says where it is worked
 * at or how its result is shown belongs elsewhere.
 */
final class FitArguments {
    private static final long WAVE = 1 << 14;
    /** A start of more coordinates is not told to others. */
    private static final int MOST_TOLD = 10_000;

    @Mixin
    private ObjectiveArguments model = new ObjectiveArguments();

    @Mixin
    private PerceptronArguments perceptron = new PerceptronArguments();

    @Mixin
    private DataArguments data = new DataArguments();

    @Mixin
    private DataArguments.Observed observed = new DataArguments.Observed();

    @Mixin
    private LossArguments losses = new LossArguments();

    @Mixin
    private StartArguments starts = new StartArguments();

    @Mixin
    private FitMethodArguments method = new FitMethodArguments();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** What EXPR means. */
    FittedModel model() {
        return new FittedModel(model, perceptron, data, observed, losses);
    }

    DataArguments data() {
        return data;
    }

    LossArguments losses() {
        return losses;
    }

    StartArguments starts() {
        return starts;
    }

    FitMethodArguments method() {
        return method;
    }

    /** The descents that fit what {@code meant} made. */
    SearchSpecification specification(FittedModel meant, FitTask task) {
        List<String> parameters = task.parameters();
        Bounds bounds = model.bounds(parameters);
        StartPlan plan = meant.starts(starts, task, bounds);
        return new SearchSpecification(
                new Problem(task.text(), parameters, new SummedObjective(task.terms()), bounds, false),
                plan,
                method.plan(parameters.size(), remarks(task).separable()),
                Distinctness.standard(),
                new StopPlan(WAVE, Double.NEGATIVE_INFINITY, 0));
    }

    /** λ for each parameter that is penalized by its magnitude, 0 for the others. */
    double[] magnitudePenalty(FitTask task) {
        return task.magnitudePenalty(losses.l1());
    }

    FitRemarks remarks(FitTask task) {
        boolean penalized = losses.l1() > 0 || losses.l2() > 0;
        return new FitRemarks(task, model.text().equals(LinearFit.KEYWORD), penalized);
    }

    /**
     * The same in words that need no variable of the environment, and no file but that of the rows, which they find from any directory.
     *
     * @param task what was asked for
     * @param plan of its one start
     */
    List<String> words(FitTask task, StartPlan plan) {
        if (command == null) {
            return List.of();
        }
        boolean keyword = model.text().equals(LinearFit.KEYWORD) || model.text().equals(PerceptronArguments.KEYWORD);
        List<String> words = new ArrayList<>(List.of(keyword ? model.text() : task.formulaText()));
        words.addAll(GivenWords.of(new FitArguments(), command, instead(plan.given())));
        return words;
    }

    /** What is said of the rows and of starts where they are known; so long a start need not be: who watches sees where it led. */
    private Map<String, List<String>> instead(List<double[]> given) {
        Map<String, List<String>> instead = new HashMap<>();
        instead.put(DataArguments.PLACE, List.of(data.location()));
        if (!starts.isUnsaid() && !given.isEmpty()) {
            boolean told = given.get(0).length <= MOST_TOLD;
            instead.put(StartArguments.GIVEN, told ? List.of(StartArguments.text(given.get(0))) : List.of());
            instead.put(StartArguments.COUNT, List.of("1"));
        }
        return instead;
    }
}
