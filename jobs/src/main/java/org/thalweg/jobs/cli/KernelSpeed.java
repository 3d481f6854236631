package org.thalweg.jobs.cli;

import java.util.Random;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.kernel.CompiledFormula;
import org.thalweg.core.kernel.KernelBackend;
import org.thalweg.core.linalg.PointBatch;

/**
 * How fast formulas are evaluated here, warm, on one core.
 *
 * @param backend what they are evaluated by
 * @param pointsPerSecond values and gradients of {@value #FORMULA}
 */
record KernelSpeed(KernelBackend backend, double pointsPerSecond) {

    static final String FORMULA = "log(x^4 + x^3 + 2)";

    private static final int BATCH = 512;

    /** In nanoseconds. */
    private static final long DURATION = 1_000_000_000;

    /** In nanoseconds: by then vector code is compiled, or never. */
    private static final long LONGEST = 6_000_000_000L;

    private static final long SLICE = 10_000_000;

    /** Measures for a second, or longer until vector code is in use, and takes the fastest slice. */
    static KernelSpeed measure() {
        CompiledFormula formula = CompiledFormula.compile(Formula.parse(FORMULA), KernelBackend.VECTOR);
        PointBatch points =
                new PointBatch(BATCH, 1, new Random(1).doubles(BATCH, -2, 2).toArray());
        double[] values = new double[BATCH];
        double[] gradients = new double[BATCH];
        double best = 0;
        long start = System.nanoTime();
        long end = start + (KernelBackend.VECTOR.isAvailable() ? LONGEST : DURATION);
        boolean isWarm = false;
        for (long from = start; from < end; ) {
            long count = 0;
            long elapsed;
            do {
                formula.valuesAndGradients(points, values, gradients);
                count += BATCH;
                elapsed = System.nanoTime() - from;
            } while (elapsed < SLICE);
            best = Math.max(best, count * 1e9 / elapsed);
            from += elapsed;
            if (!isWarm && formula.running() == KernelBackend.VECTOR) {
                isWarm = true;
                end = from + DURATION / 2;
            }
        }
        return new KernelSpeed(formula.running(), best);
    }
}
