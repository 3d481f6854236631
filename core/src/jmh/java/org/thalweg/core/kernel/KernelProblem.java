package org.thalweg.core.kernel;

import java.util.Random;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.linalg.PointBatch;

/** A formula to measure, as a user would type it, and the points at which: the same as in {@code src/jmh/c/reference.c}. */
public enum KernelProblem {
    quartic("x^4 + x^3 + 2", ParseOptions.none(), 512, 2),
    logQuartic("log(x^4 + x^3 + 2)", ParseOptions.none(), 512, 2),
    rosenbrock10(
            "sum(i, 1, n-1, 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2)",
            ParseOptions.none().withDimension(10),
            64,
            2),
    rastrigin10(
            "10*n + sum(i, 1, n, x[i]^2 - 10*cos(2*pi*x[i]))",
            ParseOptions.none().withDimension(10),
            64,
            5.12),
    lennardJones38(
            "sum(i, 1, N-1, sum(j, i+1, N, r2 = (x[3*i-2]-x[3*j-2])^2 + (x[3*i-1]-x[3*j-1])^2 + (x[3*i]-x[3*j])^2;"
                    + " 4*(r2^-6 - r2^-3)))",
            ParseOptions.none().withDimension(114).withLet("N", "38"),
            8,
            3);

    private static final long SEED = 42;

    private final String text;
    private final ParseOptions options;
    private final int batch;
    private final double reach;

    KernelProblem(String text, ParseOptions options, int batch, double reach) {
        this.text = text;
        this.options = options;
        this.batch = batch;
        this.reach = reach;
    }

    /** The formula, parsed anew. */
    public Formula formula() {
        return Formula.parse(text, options);
    }

    /** As many points as stay in the nearest cache, each coordinate uniform in [−reach, reach]. */
    public PointBatch points() {
        Random random = new Random(SEED);
        PointBatch points = PointBatch.allocate(batch, formula().dimension());
        for (int k = 0; k < points.coordinates().length; k++) {
            points.coordinates()[k] = reach * (2 * random.nextDouble() - 1);
        }
        return points;
    }
}
