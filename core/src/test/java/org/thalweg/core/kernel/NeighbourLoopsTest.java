package org.thalweg.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.linalg.PointBatch;

/** Loops over neighbouring elements, which carry values from one iteration to the next, against the same sums written out. */
final class NeighbourLoopsTest {

    private static final int N = 40;
    private static final int TRIPS = 16;
    private static final int POINTS = 9;
    private static final int FORMULAS = Integer.getInteger("thalweg.test.formulas", 250) / 4;

    /** Parts of a term; {@code @} is the index, from 1 to 16. */
    private static final List<String> PARTS = List.of(
            "100*(x[@+1] - x[@]^2)^2",
            "(1 - x[@])^2",
            "sin(x[@])*x[@+2]",
            "x[@]*x[@+1]*x[@+2]",
            "exp(-x[@+3]^2 - x[@+1])",
            "x[2*@]*x[2*@+2]",
            "(x[2*@+1] - x[2*@+3])^3",
            "x[n-@]/(2 + x[n+1-@]^2)",
            "@*x[@+1]",
            "if(x[@] < x[@+1], x[@]^2, x[@+1]*x[1])",
            "abs(x[@+1] - x[@])*x[n]",
            "x[3]*x[@]",
            "sum(j, @, @+2, x[j]*x[j+1])",
            "sum(j, 1, 9, (x[@] - x[j+1])^2*x[j])");

    @Test
    void carried_values_change_no_derivative_and_no_backend_differs() {
        long seed = Long.getLong("thalweg.test.seed", 4711);
        System.out.println("loops over neighbours: seed " + seed);
        Random random = new Random(seed);
        for (int k = 0; k < FORMULAS; k++) {
            String body = body(random);
            String around = List.of("%s", "log(2 + (%s)^2)", "x[2]*(%s)", "cos((%s)/50)")
                    .get(random.nextInt(4));
            String operation = random.nextInt(4) == 0 ? "prod" : "sum";
            compare(
                    around.formatted("%s(i, 1, %d, %s)".formatted(operation, TRIPS, body.replace("@", "i"))),
                    around.formatted(writtenOut(body, operation.equals("sum") ? " + " : "*")),
                    random);
        }
    }

    private static String body(Random random) {
        String body = PARTS.get(random.nextInt(PARTS.size()));
        for (int more = random.nextInt(4); more > 0; more--) {
            body += (random.nextBoolean() ? " + " : " - ") + PARTS.get(random.nextInt(PARTS.size()));
        }
        return "(" + body + ")/5";
    }

    private static String writtenOut(String body, String joint) {
        return IntStream.rangeClosed(1, TRIPS)
                .mapToObj(i -> "(" + body.replace("@", Integer.toString(i)) + ")")
                .collect(Collectors.joining(joint));
    }

    private static void compare(String looped, String writtenOut, Random random) {
        ParseOptions options = ParseOptions.none().withDimension(N);
        Formula formula = Formula.parse(looped, options);
        PointBatch points =
                new PointBatch(POINTS, N, random.doubles(POINTS * N, -1.5, 1.5).toArray());
        Results expected = new Results(Formula.parse(writtenOut, options), KernelBackend.REFERENCE, points);
        Results reference = new Results(formula, KernelBackend.REFERENCE, points);
        for (int p = 0; p < POINTS; p++) {
            Offset<Double> offset = within(1e-11 * (1 + expected.largest(p)));
            assertThat(reference.of(p)).as(looped).containsExactly(expected.of(p), offset);
        }
        for (KernelBackend backend : List.of(KernelBackend.SCALAR, KernelBackend.VECTOR)) {
            Results results = new Results(formula, backend, points);
            assertThat(results.values).as("%s: %s", backend, looped).isEqualTo(reference.values);
            assertThat(results.gradients).as("%s: %s", backend, looped).isEqualTo(reference.gradients);
            assertThat(results.hessians).as("%s: %s", backend, looped).isEqualTo(reference.hessians);
        }
    }

    private static final class Results {
        final double[] values = new double[POINTS];
        final double[] gradients = new double[N * POINTS];
        final double[] hessians = new double[N * N * POINTS];

        Results(Formula formula, KernelBackend backend, PointBatch points) {
            CompiledFormula compiled = CompiledFormula.compile(formula, backend);
            double[] again = new double[N * POINTS];
            compiled.valuesGradientsAndHessians(points, values, again, hessians);
            compiled.valuesAndGradients(points, values, gradients);
            assertThat(again).isEqualTo(gradients);
            double[] x = new double[N];
            points.get(0, x);
            assertThat(compiled.value(x)).isEqualTo(values[0]);
        }

        /** The largest number of a point. */
        double largest(int point) {
            return Arrays.stream(of(point)).map(Math::abs).max().orElseThrow();
        }

        /** Value, gradient and Hessian of a point. */
        double[] of(int point) {
            return Stream.of(values, gradients, hessians)
                    .flatMapToDouble(array ->
                            IntStream.range(0, array.length / POINTS).mapToDouble(k -> array[k * POINTS + point]))
                    .toArray();
        }
    }
}
