package org.thalweg.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.kernel.ProgramRunner.Lanes;
import org.thalweg.core.kernel.program.Program;

/** Formulas that are hard on compilers have the bits of the interpreter, also when all methods and loops are cut into small pieces. */
final class HarshBackendsTest {

    private static final int FORMULAS = Integer.getInteger("thalweg.test.formulas", 120);

    private static final MethodLimits SMALL = new MethodLimits(10, 10);

    @Test
    void values_gradients_and_products_have_the_same_bits_everywhere() {
        long seed = Long.getLong("thalweg.test.seed", 78);
        System.out.println("harsh formulas: seed " + seed);
        Random random = new Random(seed);
        HarshFormula harsh = new HarshFormula(random);
        for (int k = 0; k < FORMULAS; k++) {
            Formula formula = harsh.next();
            List<Program> programs =
                    List.of(Program.ofValue(formula), Program.ofGradient(formula), Program.ofHessianVector(formula));
            int size = 1 + random.nextInt(19);
            double[] points = random.doubles((long) size * formula.dimension())
                    .map(ignored -> harsh.coordinate())
                    .toArray();
            double[] directions = random.doubles(points.length, -1, 1).toArray();
            for (Program program : programs) {
                compare(formula, program, size, points, directions);
            }
        }
    }

    private static void compare(Formula formula, Program program, int size, double[] points, double[] directions) {
        Interpreter interpreter = new Interpreter(program);
        List<double[]> expected = results(interpreter, size, points, directions);
        runners(program, interpreter).forEach((name, runner) -> {
            List<double[]> actual = results(runner, size, points, directions);
            for (int k = 0; k < expected.size(); k++) {
                assertThat(actual.get(k))
                        .as("%s, output %d of %s, program of %s", name, k, formula, program.outputs())
                        .isEqualTo(expected.get(k));
            }
        });
    }

    private static Map<String, ProgramRunner> runners(Program program, ProgramRunner interpreter) {
        Map<String, ProgramRunner> runners = new LinkedHashMap<>();
        Map<String, Target> targets = Map.of(
                "scalar", new ScalarTarget(),
                "scalar, cut", new ScalarTarget(SMALL),
                "vector", new VectorTarget(VectorShape.ofBits(256)),
                "vector, cut", new VectorTarget(VectorShape.ofBits(512), SMALL));
        targets.forEach((name, target) -> CodeGenerator.generate(program, target)
                .ifPresent(code -> runners.put(name, new GeneratedRunner(code, program.outputs(), interpreter))));
        assertThat(runners).hasSize(targets.size());
        return runners;
    }

    private static List<double[]> results(ProgramRunner runner, int size, double[] points, double[] directions) {
        List<double[]> results = new ArrayList<>();
        for (int length : new int[] {size, points.length, points.length}) {
            results.add(new Random(5).doubles(length).toArray());
        }
        Lanes lanes =
                new Lanes(size, points, directions, new double[0], results.get(0), results.get(1), results.get(2));
        runner.run(lanes, 0, size);
        return results;
    }
}
