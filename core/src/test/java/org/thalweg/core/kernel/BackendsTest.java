package org.thalweg.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.kernel.ProgramRunner.Lanes;
import org.thalweg.core.kernel.program.Program;
import org.thalweg.core.linalg.PointBatch;

/** Every backend gives the bits of the interpreter, for every program; whatever the size of the batch. */
final class BackendsTest {

    private static final int FORMULAS = Integer.getInteger("thalweg.test.formulas", 250);

    @ParameterizedTest
    @EnumSource(names = {"SCALAR", "VECTOR"})
    void generated_formulas_have_the_same_bits(KernelBackend backend) {
        long seed = Long.getLong("thalweg.test.seed", 77);
        System.out.println("generated formulas: seed " + seed);
        Random random = new Random(seed);
        RandomFormula tame = new RandomFormula(random, false);
        RandomFormula wild = new RandomFormula(random, true);
        for (int k = 0; k < FORMULAS; k++) {
            compare(k % 3 == 0 ? wild.next() : tame.next(), backend, random);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SCALAR", "VECTOR"})
    void programs_of_many_fragments_have_the_same_bits(KernelBackend backend) {
        Random random = new Random(9);
        StringBuilder text = new StringBuilder("x[1]");
        for (int k = 1; k < 300; k++) {
            text.append(k % 7 == 0 ? "-" : "+").append("sin(x[%d]*%d)*x[%d]".formatted(k % 9 + 1, k, k % 5 + 1));
            if (k % 60 == 0) {
                text.append("*exp(-sum(i, 1, n, x[i]^2*").append(k).append("/i))");
                text.append("+prod(i, 1, n, cos(x[i]/i))");
                text.append("+if(x[2] > 0.").append(k).append(", x[1], x[2]^2)*x[3]");
            }
        }
        compare(Formula.parse(text.toString(), ParseOptions.none().withDimension(60)), backend, random);
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void vectors_of_every_length_have_the_same_bits(int bits) {
        long seed = Long.getLong("thalweg.test.seed", 77) + bits;
        System.out.println("generated formulas: seed " + seed);
        Random random = new Random(seed);
        RandomFormula tame = new RandomFormula(random, false);
        RandomFormula wild = new RandomFormula(random, true);
        int compared = 0;
        for (int k = 0; k < FORMULAS / 2; k++) {
            Formula formula = k % 3 == 0 ? wild.next() : tame.next();
            Program program = Program.ofGradient(formula);
            ProgramRunner interpreter = new Interpreter(program);
            VectorShape shape = VectorShape.ofBits(bits);
            Optional<ProgramRunner> vector = Backends.vector(program, interpreter, shape);
            if (vector.isEmpty()) { // a loop that is too large
                continue;
            }
            compared++;
            int size = 1 + random.nextInt(3 * shape.lanes());
            int n = formula.dimension();
            double[] points = random.doubles((long) size * n, -3, 3).toArray();
            double[] expectedValues = new double[size];
            double[] expectedGradients = new double[size * n];
            double[] values = new double[size];
            double[] gradients = new double[size * n];
            interpreter.run(Lanes.of(size, points, expectedValues, expectedGradients), 0, size);
            vector.get().run(Lanes.of(size, points, values, gradients), 0, size);
            assertThat(values).as("values of %s", formula).isEqualTo(expectedValues);
            assertThat(gradients).as("gradients of %s", formula).isEqualTo(expectedGradients);
        }
        assertThat(compared).isGreaterThan(FORMULAS / 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x[1]^4 + x[2]^3 + 2",
                "exp(x[1]*x[2]) + sin(x[3]*300000000)",
                "sum(i, 1, n, x[i]^2*x[1])",
                "(x[1]*x[2] + sum(i, 1, n-1, (x[i+1] - x[i]^2)^2))^2"
            })
    void batches_that_are_no_multiple_of_a_vector_have_the_same_bits(String text) {
        Formula formula = Formula.parse(text, ParseOptions.none().withDimension(3));
        Program program = Program.ofGradient(formula);
        Interpreter interpreter = new Interpreter(program);
        ProgramRunner vector =
                Backends.vector(program, interpreter, VectorShape.ofBits(512)).orElseThrow();
        Random random = new Random(5);
        for (int size = 1; size < 40; size++) {
            double[] points = random.doubles(3L * size, -3, 3).toArray();
            double[] expectedValues = new double[size];
            double[] expectedGradients = new double[3 * size];
            interpreter.run(Lanes.of(size, points, expectedValues, expectedGradients), 0, size);
            double[] values = random.doubles(size).toArray();
            double[] gradients = random.doubles(3L * size).toArray();
            int first = size % 3;
            vector.run(Lanes.of(size, points, values, gradients), first, size);
            vector.run(Lanes.of(size, points, values, gradients), 0, first);
            assertThat(values).isEqualTo(expectedValues);
            assertThat(gradients).isEqualTo(expectedGradients);
        }
    }

    private static void compare(Formula formula, KernelBackend backend, Random random) {
        int n = formula.dimension();
        int size = 1 + random.nextInt(21);
        PointBatch batch = PointBatch.allocate(size, n);
        for (int i = 0; i < size; i++) {
            batch.set(i, random.doubles(n, -3, 3).toArray());
        }
        CompiledFormula reference = CompiledFormula.compile(formula, KernelBackend.REFERENCE);
        CompiledFormula compiled = CompiledFormula.compile(formula, backend);
        double[] expectedValues = new double[size];
        double[] expectedGradients = new double[size * n];
        reference.valuesAndGradients(batch, expectedValues, expectedGradients);
        double[] values = new double[size];
        double[] gradients = new double[size * n];
        Arrays.fill(gradients, 7);
        compiled.valuesAndGradients(batch, values, gradients);
        assertThat(values).as("values of %s", formula).isEqualTo(expectedValues);
        assertThat(gradients).as("gradients of %s", formula).isEqualTo(expectedGradients);
        double[] x = new double[n];
        double[] g = new double[n];
        double[] expectedG = new double[n];
        double[] h = new double[n * n];
        double[] expectedH = new double[n * n];
        batch.get(0, x);
        double value = reference.valueGradientAndHessian(x, expectedG, expectedH);
        assertThat(Double.valueOf(compiled.value(x))).isEqualTo(Double.valueOf(value));
        assertThat(Double.valueOf(compiled.valueGradientAndHessian(x, g, h))).isEqualTo(Double.valueOf(value));
        assertThat(g).as("gradient of %s", formula).isEqualTo(expectedG);
        assertThat(h).as("Hessian of %s", formula).isEqualTo(expectedH);
    }
}
