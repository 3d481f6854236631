package org.thalweg.core.fit.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.loss.Logistic;
import org.thalweg.core.fit.rounds.SummedObjective;

/** A pass over dense data: value and gradient of a logistic regression on one thread; beside {@code logistic.c}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsPrepend = {"--add-modules=jdk.incubator.vector", "-Xmx3g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PassBenchmark {

    @Param("100000")
    private int rows;

    @Param("50")
    private int columns;

    private SummedObjective objective;
    private double[] theta;
    private double[] gradient;

    /** Draws the data. */
    @Setup
    public void prepare() {
        SplittableRandom random = new SplittableRandom(1);
        List<String> names = new ArrayList<>();
        double[][] x = new double[columns][rows];
        for (int j = 0; j < columns; j++) {
            names.add("x" + j);
            Arrays.setAll(x[j], i -> random.nextDouble(-1, 1));
        }
        double[] y = new double[rows];
        Arrays.setAll(y, i -> random.nextBoolean() ? 1 : -1);
        double[] weights = new double[rows];
        Arrays.fill(weights, 1);
        LinearTerms.Shape shape = new LinearTerms.Shape(new Logistic(), false, 0);
        objective = new SummedObjective(LinearTerms.dense(new DataTable(names, rows, x), y, weights, shape));
        theta = random.doubles(columns, -1, 1).toArray();
        gradient = new double[columns];
    }

    /** One operation is one pass. */
    @Benchmark
    public double valueAndGradient() {
        return objective.valueAndGradient(theta, gradient) + gradient[0];
    }
}
