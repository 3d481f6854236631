package org.thalweg.core.kernel.elementary;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The code of every elementary function keeps to the dialect that package-info.java describes. */
final class DialectTest {
    static Stream<String> functions() {
        return Arrays.stream(Elementary.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(java.lang.reflect.Method::getName)
                .sorted();
    }

    @Test
    void every_function_of_the_objective_language_that_is_not_exact_in_the_platform_is_there() {
        assertThat(functions())
                .contains("exp", "expm1", "log", "log1p", "log2", "log10", "sin", "cos", "tan", "asin", "acos", "atan")
                .contains("atan2", "sinh", "cosh", "tanh", "cbrt", "hypot", "pow", "sigmoid", "softplus", "erf")
                .contains("sign", "floor", "ceil");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void the_facade_hands_its_arguments_on_and_nothing_else(String name) {
        MethodNode method = Bytecode.method(Bytecode.name(Elementary.class), name);
        List<Integer> opcodes = Bytecode.opcodes(method);
        assertThat(opcodes.subList(opcodes.size() - 2, opcodes.size()))
                .containsExactly(Opcodes.INVOKESTATIC, Opcodes.DRETURN);
        assertThat(opcodes.subList(0, opcodes.size() - 2)).containsOnly(Opcodes.DLOAD);
        MethodInsnNode call = Bytecode.onlyCall(method);
        assertThat(call.name).isEqualTo(name);
        assertThat(call.desc).isEqualTo(method.desc);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void the_code_is_straight_or_one_guard_over_straight_code(String name) {
        MethodInsnNode target = Bytecode.onlyCall(Bytecode.method(Bytecode.name(Elementary.class), name));
        MethodNode method = Bytecode.method(target.owner, name);
        if (Bytecode.opcodes(method).contains(Opcodes.IFEQ)) {
            assertThat(Dialect.isGuard(method)).as("guard form of %s", name).isTrue();
            Dialect.checkCondition(target.owner, Bytecode.method(target.owner, name + "IsOrdinary"));
            checkWithCallees(target.owner, Bytecode.method(target.owner, name + "Ordinary"));
        } else {
            checkWithCallees(target.owner, method);
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void the_number_of_operations_fits_a_method_of_vector_code(String name) {
        MethodInsnNode target = Bytecode.onlyCall(Bytecode.method(Bytecode.name(Elementary.class), name));
        int operations = new OperationCount().of(target.owner, name);
        System.out.printf(Locale.ROOT, "%-8s %3d operations%n", name, operations);
        assertThat(operations).isBetween(1, 100);
    }

    @Test
    void sine_and_cosine_of_one_argument_share_nearly_everything() {
        String owner = Bytecode.name(Trigonometric.class);
        OperationCount both = new OperationCount();
        both.of(owner, "sin");
        assertThat(both.of(owner, "cos")).isLessThanOrEqualTo(new OperationCount().of(owner, "sin") + 6);
    }

    private static void checkWithCallees(String owner, MethodNode root) {
        Set<String> seen = new HashSet<>();
        Deque<MethodInsnNode> calls = new ArrayDeque<>(Dialect.checkStraight(owner, root));
        while (!calls.isEmpty()) {
            MethodInsnNode call = calls.pop();
            if (seen.add(call.owner + call.name)) {
                calls.addAll(Dialect.checkStraight(call.owner, Bytecode.method(call.owner, call.name)));
            }
            assertThat(seen).as("recursion").doesNotContain(owner + root.name);
        }
    }

    @Test
    void the_check_itself_finds_what_is_not_in_the_dialect() {
        String owner = Bytecode.name(Offender.class);
        for (String name :
                List.of("branch", "loop", "remainder", "conversion", "arithmeticShift", "field", "platform")) {
            assertThat(Dialect.isStraight(owner, Bytecode.method(owner, name)))
                    .as(name)
                    .isFalse();
        }
        assertThat(Dialect.isStraight(owner, Bytecode.method(owner, "fine"))).isTrue();
    }

    /** What the dialect forbids, one thing a method. */
    static final class Offender {
        static double state = 1;

        private Offender() {}

        static double fine(double x) {
            double y = x * 2;
            return Math.fma(y, x, -0x1p-3);
        }

        static double branch(double x) {
            return x < 0 ? -x : x;
        }

        static double loop(double x) {
            double y = x;
            while (y > 1) {
                y = y / 2;
            }
            return y;
        }

        static double remainder(double x) {
            return x % 2;
        }

        static double conversion(double x) {
            return (double) (long) x;
        }

        static double arithmeticShift(double x) {
            return Double.longBitsToDouble(Double.doubleToRawLongBits(x) >> 1);
        }

        static double field(double x) {
            return x + state;
        }

        static double platform(double x) {
            return Math.sin(x);
        }
    }
}
