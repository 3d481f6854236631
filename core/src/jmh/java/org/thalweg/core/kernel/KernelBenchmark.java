package org.thalweg.core.kernel;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.thalweg.core.linalg.PointBatch;

/** Points a second: value and gradient of a formula given as text, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsPrepend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {

    /** A multiple of every batch's size. */
    private static final int POINTS = 4096;

    @Param({"quartic", "logQuartic", "rosenbrock10", "rastrigin10", "lennardJones38"})
    private KernelProblem problem;

    @Param("AUTO")
    private KernelBackend kernel;

    private CompiledFormula formula;
    private PointBatch points;
    private double[] values;
    private double[] gradients;

    /** Parses and makes a batch. */
    @Setup
    public void prepare() {
        formula = CompiledFormula.compile(problem.formula(), kernel);
        points = problem.points();
        values = new double[points.size()];
        gradients = new double[points.coordinates().length];
    }

    /** One operation is one point. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public double[] valueAndGradient() {
        for (int done = 0; done < POINTS; done += points.size()) {
            formula.valuesAndGradients(points, values, gradients);
        }
        return gradients;
    }
}
