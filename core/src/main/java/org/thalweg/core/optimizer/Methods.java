package org.thalweg.core.optimizer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** The catalogue of methods: a new one is a line here, a row in the conformance suite, and a file. */
public final class Methods {

    private static final String PROJECTION = "projects each step";

    private static final List<Method> ALL = List.of(
            new Method(
                    "lbfgs",
                    "limited-memory quasi-Newton, strong Wolfe line search (the default)",
                    "two-metric projection",
                    false,
                    1e-8,
                    step -> new Lbfgs()),
            new Method(
                    "newton",
                    "trust region with exact Hessians, for dimensions up to a few hundred",
                    "projected search on the model",
                    false,
                    1e-8,
                    step -> new Newton()),
            new Method(
                    "conjugate-gradient",
                    "nonlinear conjugate gradient of Hager and Zhang, strong Wolfe line search",
                    "on faces, projected gradient between",
                    false,
                    1e-6,
                    step -> new ConjugateGradient()),
            new Method(
                    "gradient-descent",
                    "x ← x − η∇f; without a step, Barzilai–Borwein steps and backtracking",
                    PROJECTION,
                    true,
                    1e-6,
                    step -> step.isPresent()
                            ? FirstOrder.constant(new GradientDescent(step.getAsDouble()))
                            : new SteepestDescent()),
            firstOrder("momentum", "heavy ball: the velocity keeps 0.9 of itself", 0.01, eta -> new Momentum(eta, 0.9)),
            firstOrder("nesterov", "momentum 0.9, the gradient taken ahead", 0.01, eta -> new Nesterov(eta, 0.9)),
            firstOrder("adagrad", "steps over the root of all squares so far", 1, eta -> new AdaGrad(eta, 1e-8)),
            firstOrder("rmsprop", "steps over a running root mean square", 0.01, eta -> new RmsProp(eta, 0.9, 1e-8)),
            firstOrder("adam", "running mean over running root mean square", 0.05, Adam::new),
            firstOrder("adamw", "Adam with decoupled weight decay 0.01", 0.05, AdamW::new),
            new Method(
                    "nelder-mead",
                    "simplex of n + 1 points, values alone",
                    "projects each trial",
                    false,
                    0,
                    step -> new NelderMead()));

    private Methods() {}

    /** All methods, the default first. */
    public static List<Method> all() {
        return ALL;
    }

    public static List<String> names() {
        return ALL.stream().map(Method::name).toList();
    }

    public static Optional<Method> named(String name) {
        return ALL.stream().filter(method -> method.name().equals(name)).findFirst();
    }

    static String namesThatTakeStep() {
        return ALL.stream().filter(Method::takesStep).map(Method::name).collect(Collectors.joining(", "));
    }

    private static Method firstOrder(
            String name, String description, double defaultStep, DoubleFunction<UpdateRule> rule) {
        return new Method(name, description, PROJECTION, true, 1e-6, step -> optimizer(step, defaultStep, rule));
    }

    /** A given learning rate is the user's and stays; the default is a guess and adapts. */
    private static Optimizer<?> optimizer(OptionalDouble step, double defaultStep, DoubleFunction<UpdateRule> rule) {
        return step.isPresent()
                ? FirstOrder.constant(rule.apply(step.getAsDouble()))
                : FirstOrder.patient(rule.apply(defaultStep));
    }
}
