package org.thalweg.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.fit.rounds.FitDriver;
import org.thalweg.core.fit.rounds.FitResult;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.core.fit.rounds.StartPoint;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.objective.FormulaObjective;
import org.thalweg.core.optimizer.Newton;
import org.thalweg.core.run.PartitionedDescent;
import org.thalweg.core.run.Problem;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.DescentPlan;
import org.thalweg.core.search.Distinctness;
import org.thalweg.core.search.StartPlan;
import org.thalweg.core.search.StopPlan;
import org.thalweg.core.search.UniformSampler;

/**
 * Rosenbrock's chain of a million variables over two task managers, to the bits of one thread. To be run by name: {@code mvn -pl jobs -am
 * test -Dtest=MillionVariables -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class MillionVariables {
    private static final int DIMENSION = 1_000_000;
    private static final String CHAIN = "sum(i, 1, n-1, 100*(x[i+1]-x[i]^2)^2 + (1-x[i])^2)";

    @Test
    void two_task_managers_find_the_minimum_to_the_bits_of_one_thread() throws Exception {
        Formula formula = Formula.parse(CHAIN, ParseOptions.none().withDimension(DIMENSION));
        double[] start = {-1.2, 1};
        FitSpecification fit =
                new PartitionedDescent(specification(formula)).fit(formula, new StartPoint.Repeated(start));
        long began = System.nanoTime();
        FitResult one = FitDriver.of(fit.terms()).minimize(fit.plan());
        double alone = (System.nanoTime() - began) * 1e-9;
        FitResult two;
        double shared;
        try (TwoTaskManagers cluster = new TwoTaskManagers()) {
            began = System.nanoTime();
            two = cluster.run(fit);
            shared = (System.nanoTime() - began) * 1e-9;
        }
        System.out.printf(
                Locale.ROOT,
                "%,d variables: %d evaluations, largest slope %.3g, f = %.3g; %.1f s in one thread, %.1f s over two task managers%n",
                DIMENSION,
                two.evaluations(),
                Vectors.maxNorm(two.gradient()),
                two.value(),
                alone,
                shared);

        assertThat(two.digest()).isEqualTo(one.digest());
        assertThat(Vectors.maxNorm(two.gradient())).isLessThan(1e-5);
    }

    private static SearchSpecification specification(Formula formula) {
        Bounds anywhere = Bounds.unbounded(DIMENSION);
        double[] nowhere = new double[DIMENSION];
        return new SearchSpecification(
                new Problem(CHAIN, formula.variables(), new FormulaObjective(formula), anywhere, false),
                new StartPlan(1, List.of(nowhere), new UniformSampler(1), new Bounds(nowhere, nowhere), 1),
                new DescentPlan(new Newton(), 1e-5, 1_000, 0, Double.NEGATIVE_INFINITY),
                Distinctness.standard(),
                new StopPlan(1, Double.NEGATIVE_INFINITY, 0));
    }
}
