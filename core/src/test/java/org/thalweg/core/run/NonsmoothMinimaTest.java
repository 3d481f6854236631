package org.thalweg.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.FormulaObjective;
import org.thalweg.core.optimizer.Method;
import org.thalweg.core.optimizer.Methods;
import org.thalweg.core.search.DescentPlan;
import org.thalweg.core.search.Distinctness;
import org.thalweg.core.search.FoundPoint;
import org.thalweg.core.search.SobolSampler;
import org.thalweg.core.search.StartPlan;
import org.thalweg.core.search.StopPlan;

/**
 * Functions whose minima lie on kinks, straight and curved: along a curved kink f rises on every straight line from every point of the
 * curve, and only following it tells which of them are minima.
 */
class NonsmoothMinimaTest {

    /** @param minima the coordinates of all minima */
    private record Row(String text, double half, int dimension, double value, List<double[]> minima) {
        @Override
        public String toString() {
            return text + (dimension > 0 ? ", n = " + dimension : "");
        }
    }

    private static Row plane(String text, double half, double value, double... minimum) {
        return new Row(text, half, 0, value, List.of(minimum));
    }

    private static Row vector(String text, int n, double value, double each) {
        double[] minimum = new double[n];
        Arrays.fill(minimum, each);
        return new Row(text, 3, n, value, List.of(minimum));
    }

    /**
     * CB2, CB3, DEM, Mifflin, Crescent, LQ, Rosen–Suzuki-like: M. Haarala, K. Miettinen and M. M. Mäkelä, 2004,
     * doi:10.1080/10556780410001689225, and the sources there; Bukin: M. Jamil and X.-S. Yang, 2013, function 25.
     */
    static Stream<Row> rows() {
        return Stream.of(
                plane("100*sqrt(abs(y - 0.01*x^2)) + 0.01*abs(x + 10)", 15, 0, -10, 1),
                plane("abs(y - x^2) + 0.1*abs(x)", 5, 0, 0, 0),
                plane("8*abs(x^2 - y) + (1 - x)^2", 5, 0, 1, 1),
                plane(
                        "max(x^2 + y^4, (2 - x)^2 + (2 - y)^2, 2*exp(y - x))",
                        5,
                        1.9522244938706588,
                        1.139037651992,
                        0.899559938395),
                plane("max(x^4 + y^2, (2 - x)^2 + (2 - y)^2, 2*exp(y - x))", 5, 2, 1, 1),
                plane("max(5*x + y, -5*x + y, x^2 + y^2 + 4*y)", 5, -3, 0, -3),
                plane("max(-x - y, -x - y + x^2 + y^2 - 1)", 5, -1.4142135623730951, 0.707106781187, 0.707106781187),
                plane("-x + 20*max(x^2 + y^2 - 1, 0)", 5, -1, 1, 0),
                plane("-x + 2*(x^2 + y^2 - 1) + 1.75*abs(x^2 + y^2 - 1)", 5, -1, 1, 0),
                plane("max(x^2 + (y - 1)^2 + y - 1, -x^2 - (y - 1)^2 + y + 1)", 5, 0, 0, 0),
                plane("sqrt(abs(x - y^2)) + abs(y - 1)", 5, 0, 1, 1),
                plane("abs(1 - x)/4 + abs(y - 2*abs(x) + 1)", 5, 0, 1, 1),
                plane("sqrt((x - 1)^2 + (y - x^2)^2)", 5, 0, 1, 1),
                plane("hypot(x - 1, y - x^2) + 0.1*hypot(x, y)", 5, 0.14142135623730953, 1, 1),
                plane("if(x < 0, -x, x^2) + abs(y - sin(x))", 5, 0, 0, 0),
                plane("sqrt(abs(y - sin(x))) + 0.1*(x - 1)^2", 5, 0, 1, 0.841470984808),
                new Row("abs(x - y^3) + abs(x*y - 1)", 5, 0, 0, List.of(new double[] {1, 1}, new double[] {-1, -1})),
                vector(
                        "max(sum(i, 1, n-1, x[i]^2 + (x[i+1] - 1)^2 + x[i+1] - 1), sum(i, 1, n-1, -x[i]^2 - (x[i+1] - 1)^2 + x[i+1] + 1))",
                        4,
                        0,
                        0),
                vector(
                        "sum(i, 1, n-1, max(x[i]^4 + x[i+1]^2, (2 - x[i])^2 + (2 - x[i+1])^2, 2*exp(-x[i] + x[i+1])))",
                        4,
                        6,
                        1),
                vector(
                        "sum(i, 1, n-1, max(-x[i] - x[i+1], -x[i] - x[i+1] + x[i]^2 + x[i+1]^2 - 1))",
                        4,
                        -3 * Math.sqrt(2),
                        Math.sqrt(0.5)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void every_minimum_listed_is_one_and_the_lowest_is_found_from_any_seed(Row row) {
        for (long seed = 1; seed <= 3; seed++) {
            SearchResult result = search(row, seed);
            assertThat(result.status())
                    .as("seed %d: %s", seed, result.message())
                    .isEqualTo(Status.CONVERGED);
            assertThat(result.minima()).as("seed %d", seed).isNotEmpty().allSatisfy(found -> assertMinimum(found, row));
            assertThat(result.starts().converged())
                    .isGreaterThanOrEqualTo(result.starts().total() * 9 / 10);
        }
    }

    private static void assertMinimum(FoundPoint found, Row row) {
        double[] x = found.point().x();
        assertThat(found.point().value()).isCloseTo(row.value(), within(1e-6));
        assertThat(row.minima()).as("%s", found.point()).anySatisfy(minimum -> {
            for (int i = 0; i < x.length; i++) {
                assertThat(x[i]).isCloseTo(minimum[i], within(1e-6));
            }
        });
    }

    private static SearchResult search(Row row, long seed) {
        ParseOptions options = row.dimension() > 0
                ? ParseOptions.none().withDimension(row.dimension())
                : ParseOptions.none().withOrder(List.of("x", "y"));
        Formula formula = Formula.parse(row.text(), options);
        Bounds box = Bounds.cube(formula.dimension(), -row.half(), row.half());
        Method method = Methods.all().get(0);
        return SearchDriver.run(new SearchSpecification(
                new Problem(row.text(), formula.variables(), new FormulaObjective(formula), box, false),
                new StartPlan(40, List.of(), new SobolSampler(seed), box, seed),
                new DescentPlan(method.create(), method.gradientTolerance(), 10_000, 20, Double.NEGATIVE_INFINITY),
                Distinctness.standard(),
                new StopPlan(1_000, Double.NEGATIVE_INFINITY, 0)));
    }
}
