package org.thalweg.core.kernel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.thalweg.core.kernel.ProgramRunner.Lanes;
import org.thalweg.core.kernel.program.Program;
import org.thalweg.core.linalg.VectorModule;

/** Nothing here does an operation of vectors that was not looked up before any was compiled. */
final class VectorOperationsTest {
    private static final int FORMULAS = 150;

    /** The module's tables, and how many operations of each are used. */
    private static final Map<String, Long> USED = Map.of(
            "DoubleVector.UN_IMPL", 3L,
            "DoubleVector.BIN_IMPL", 6L,
            "DoubleVector.TERN_IMPL", 1L,
            "LongVector.BIN_IMPL", 6L,
            "LongVector.BIN_INT_IMPL", 3L);

    private static final Set<String> LOOKED_UP = Set.of(
            "DoubleVector.neg",
            "DoubleVector.abs",
            "DoubleVector.add",
            "DoubleVector.sub",
            "DoubleVector.mul",
            "DoubleVector.div",
            "DoubleVector.min",
            "DoubleVector.max",
            "DoubleVector.fma",
            "LongVector.add",
            "LongVector.sub",
            "LongVector.max",
            "LongVector.and",
            "LongVector.or",
            "LongVector.not", // is an exclusive or
            "SQRT",
            "XOR",
            "LSHL");

    private static final Set<String> NEVER_LOOKED_UP = Set.of(
            "DoubleVector.zero",
            "DoubleVector.broadcast",
            "DoubleVector.fromArray",
            "DoubleVector.intoArray",
            "DoubleVector.compare",
            "DoubleVector.blend",
            "DoubleVector.reinterpretAsLongs",
            "LongVector.zero",
            "LongVector.broadcast",
            "LongVector.fromArray",
            "LongVector.intoArray",
            "LongVector.compare",
            "LongVector.blend",
            "LongVector.reinterpretAsDoubles");

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

    /** What the hand-written code calls, as it was compiled: that it is looked up, whatever runs in this virtual machine. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "fit/linear/VectorLogisticArithmetic",
                "fit/linear/VectorRowsArithmetic",
                "fit/linear/VectorSquaresArithmetic",
                "linalg/VectorCholeskyArithmetic",
                "linalg/VectorEliminationArithmetic",
                "linesearch/VectorAcceptanceArithmetic",
                "optimizer/VectorBoundsArithmetic",
                "optimizer/VectorConjugateArithmetic",
                "optimizer/VectorLbfgsArithmetic",
                "optimizer/VectorLineSearchArithmetic"
            })
    void hand_written_code_does_nothing_else(String name) throws IOException {
        Set<String> calls = new TreeSet<>();
        try (InputStream file =
                requireNonNull(VectorModule.class.getResourceAsStream("/org/thalweg/core/%s.class".formatted(name)))) {
            new ClassReader(file)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public MethodVisitor visitMethod(
                                        int access, String method, String type, String generic, String[] thrown) {
                                    return callsOf(calls);
                                }
                            },
                            0);
        }
        assertThat(calls).isNotEmpty();
        calls.removeAll(LOOKED_UP);
        calls.removeAll(NEVER_LOOKED_UP);
        assertThat(calls).isEmpty();
    }

    private static MethodVisitor callsOf(Set<String> calls) {
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String called, String type, boolean isInterface) {
                if (owner.matches("jdk/incubator/vector/(Double|Long)Vector") && !called.equals("lanewise")) {
                    calls.add(owner.substring(owner.lastIndexOf('/') + 1) + "." + called);
                }
            }

            @Override
            public void visitFieldInsn(int opcode, String owner, String operator, String type) {
                if (type.matches("Ljdk/incubator/vector/VectorOperators\\$(Unary|Binary|Ternary|Associative);")) {
                    calls.add(operator);
                }
            }
        };
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
