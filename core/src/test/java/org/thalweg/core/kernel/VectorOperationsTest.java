package org.thalweg.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.thalweg.core.kernel.ProgramRunner.Lanes;
import org.thalweg.core.kernel.program.Program;
import org.thalweg.core.linalg.VectorModule;

/** Generated code does no operation of vectors that was not looked up before any was compiled. */
final class VectorOperationsTest {
    private static final int FORMULAS = 150;

    /** The module's tables, and how many operations of each are used. */
    private static final Map<String, Long> USED = Map.of(
            "DoubleVector.UN_IMPL", 3L,
            "DoubleVector.BIN_IMPL", 6L,
            "DoubleVector.TERN_IMPL", 1L,
            "LongVector.BIN_IMPL", 5L,
            "LongVector.BIN_INT_IMPL", 3L);

    @Test
    void whatever_is_computed_finds_its_operations() throws ReflectiveOperationException {
        assertThat(VectorModule.isPresent()).isTrue();
        assertThat(known()).isEqualTo(USED);

        long seed = Long.getLong("thalweg.test.seed", 78);
        System.out.println("generated formulas: seed " + seed);
        RandomFormula formulas = new RandomFormula(new Random(seed), false);
        VectorShape shape = VectorShape.preferred().orElseThrow();
        int ran = 0;
        for (int k = 0; k < FORMULAS; k++) {
            Program program = Program.ofGradient(formulas.next());
            ran += Backends.vector(program, new Interpreter(program), shape)
                    .map(code -> run(code, program, shape.lanes()))
                    .orElse(0);
        }
        assertThat(ran).isGreaterThan(FORMULAS / 2);
        assertThat(known()).isEqualTo(USED);
    }

    private static int run(ProgramRunner code, Program program, int points) {
        double[] coordinates = new double[points * program.dimension()];
        Arrays.fill(coordinates, 0.5);
        code.run(
                Lanes.of(points, coordinates, new double[points], new double[points * program.dimension()]), 0, points);
        return 1;
    }

    /** How many operations each of the module's tables knows; those that know none are left out. */
    private static Map<String, Long> known() throws ReflectiveOperationException {
        Map<String, Long> counts = new TreeMap<>();
        for (String type : new String[] {"DoubleVector", "LongVector"}) {
            for (Field table : Class.forName(VectorModule.NAME + "." + type).getDeclaredFields()) {
                if (table.getName().endsWith("_IMPL")) {
                    long count = known(table);
                    if (count > 0) {
                        counts.put(type + "." + table.getName(), count);
                    }
                }
            }
        }
        return counts;
    }

    private static long known(Field table) throws ReflectiveOperationException {
        table.setAccessible(true);
        Object cache = table.get(null);
        Field entries = cache.getClass().getDeclaredField("cache");
        entries.setAccessible(true);
        return Arrays.stream((Object[]) entries.get(cache))
                .filter(Objects::nonNull)
                .count();
    }
}
