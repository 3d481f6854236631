package org.thalweg.jobs.examples;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.Objective;
import org.thalweg.jobs.search.Search;
import org.thalweg.jobs.search.archive.Minimum;

/** A search inside a Flink job of one's own: the README shows what is between the marks. */
public final class EmbeddingExample {
    private EmbeddingExample() {}

    // README: begin
    /** Himmelblau's function, which has four minima. */
    record Himmelblau(int dimension) implements Objective {
        public double value(double[] x) {
            double a = x[0] * x[0] + x[1] - 11;
            double b = x[0] + x[1] * x[1] - 7;
            return a * a + b * b;
        }
    }

    static DataStream<Minimum> minima(StreamExecutionEnvironment environment) {
        return Search.minimize(new Himmelblau(2), Bounds.cube(2, -5, 5))
                .starts(1_000)
                .attachTo(environment);
    }
    // README: end

    public static void main(String[] arguments) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        minima(environment).print();
        environment.execute("where is it lowest?");
    }
}
