package org.thalweg.jobs.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.kernel.KernelBackend;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.FormulaObjective;
import org.thalweg.core.objective.GivenGradient;
import org.thalweg.core.objective.Objective;
import org.thalweg.core.run.PartitionedDescent;
import org.thalweg.core.run.Problem;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.StartPlan;
import org.thalweg.jobs.search.source.SearchRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * All that decides what a search finds: its formula and the options that are part of the question.
 *
 * <p>Every option here goes into the {@link SearchRequest} that a search carries with it. What only says where it runs or
 * how its result is shown belongs elsewhere.
 */
final class SearchArguments {
    @Mixin
    private ObjectiveArguments objective = new ObjectiveArguments();

    @Option(
            names = "--gradient",
            paramLabel = "EXPR",
            arity = "1",
            description =
                    "a formula to use as the derivative, one a variable, in order (default: the exact derivative)")
    private List<String> gradient = new ArrayList<>();

    @Option(names = "--maximize", description = "look for the highest point instead")
    private boolean maximize;

    @Option(
            names = "--kernel",
            paramLabel = "NAME",
            defaultValue = "auto",
            description =
                    "how the formula is computed: auto, vector, scalar or reference (default: auto); the result is the same,"
                            + " to the bit")
    private String kernel = "auto";

    @Mixin
    private StartArguments starts = new StartArguments();

    @Mixin
    private DescentArguments descents = new DescentArguments();

    @Mixin
    private StopArguments stop = new StopArguments();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** A start of more coordinates is not told to others. */
    private static final int MOST_TOLD = 10_000;

    /** The search that was asked for; refuses what is none with a sentence. */
    AskedSearch search(Streams streams) {
        Formula formula = objective.formula(streams);
        List<String> variables = formula.variables();
        if (variables.isEmpty()) {
            throw CommandException.usage("EXPR (%s) has no variables: there is nothing to search.", formula.text());
        }
        Bounds bounds = objective.bounds(variables);
        StartPlan plan = starts.plan(variables, bounds);
        SearchSpecification specification = new SearchSpecification(
                new Problem(formula.text(), variables, derivatives(formula), bounds, maximize),
                plan,
                descents.plan(stop.target(maximize)),
                stop.distinctness(),
                stop.plan(maximize));
        return new AskedSearch(specification, request(formula, plan), stop.timeLimit(), notes(variables, bounds, plan));
    }

    /** The wall-clock limit; null for none. */
    @Nullable Duration timeLimit() {
        return stop.timeLimit();
    }

    /** The formula alone. */
    Formula formula(Streams streams) {
        return objective.formula(streams);
    }

    /**
     * One descent from one point, for very many variables.
     *
     * @param pattern the numbers that the start repeats; null where it is given otherwise
     */
    SearchSpecification single(Formula formula, double @Nullable [] pattern) {
        List<String> variables = formula.variables();
        Bounds bounds = objective.bounds(variables);
        if (!gradient.isEmpty()) {
            throw CommandException.usage("--partitioned takes no --gradient: it has the formula's own.");
        }
        boolean newton = !descents.namesMethod() && PartitionedDescent.suitsNewton(formula, maximize);
        double target = stop.target(maximize);
        return new SearchSpecification(
                new Problem(formula.text(), variables, new FormulaObjective(formula), bounds, maximize),
                starts.single(variables, bounds, pattern),
                newton ? descents.plan(target, "newton") : descents.plan(target),
                stop.distinctness(),
                stop.plan(maximize));
    }

    private Objective derivatives(Formula formula) {
        if (gradient.isEmpty()) {
            return new FormulaObjective(formula, backend());
        }
        if (gradient.size() != formula.dimension()) {
            throw CommandException.usage(
                    "--gradient is given %d times for %d variables (%s). Give one formula a variable, in order.",
                    gradient.size(), formula.dimension(), VariableList.of(formula.variables()));
        }
        return new GivenGradient(
                new FormulaObjective(formula, backend()),
                gradient.stream().map(formula::sibling).toList());
    }

    private KernelBackend backend() {
        List<String> names = Stream.of(KernelBackend.values())
                .map(backend -> backend.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!names.contains(kernel)) {
            throw CommandException.usage(
                    "--kernel: there is no kernel '%s'.%s Kernels: %s.",
                    kernel, NearestName.hint(kernel, names), String.join(", ", names));
        }
        return KernelBackend.valueOf(kernel.toUpperCase(Locale.ROOT));
    }

    /** What the user did not ask for in so many words, but gets. */
    private List<String> notes(List<String> variables, Bounds bounds, StartPlan plan) {
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < bounds.dimension(); i++) {
            if (bounds.isFixed(i)) {
                notes.add("%s is fixed at %s.".formatted(variables.get(i), NumberText.plain(bounds.lower()[i])));
            }
        }
        if (starts.isRegionAssumed(bounds, plan)) {
            notes.add("Starts were drawn from [-10, 10] where there are no bounds; --start-region changes that.");
        }
        return notes;
    }

    /** The same search in words that need no file, no standard input and no variable of the environment. */
    private SearchRequest request(Formula formula, StartPlan plan) {
        return command == null ? SearchRequest.none() : new SearchRequest(words(formula, plan.given(), command));
    }

    /**
     * One descent from one point in such words; none where these were too many.
     *
     * @param start where it begins, unless {@code more} say so
     * @param more what else was asked of it
     */
    SearchRequest singleRequest(Formula formula, double[] start, PartitionedArguments more) {
        if (command == null) {
            return SearchRequest.none();
        }
        boolean given =
                !command.findOption(StartArguments.GIVEN).originalStringValues().isEmpty();
        if (given && start.length > MOST_TOLD) {
            return SearchRequest.none();
        }
        List<String> words = words(formula, given ? List.of(start) : List.of(), command);
        words.addAll(more.words());
        return new SearchRequest(words);
    }

    private static List<String> words(Formula formula, List<double[]> given, CommandSpec command) {
        List<String> words = new ArrayList<>(List.of(formula.text()));
        List<String> starts = given.stream().map(StartArguments::text).toList();
        words.addAll(GivenWords.of(new SearchArguments(), command, Map.of(StartArguments.GIVEN, starts)));
        return words;
    }
}
