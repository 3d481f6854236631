package org.thalweg.core.kernel.elementary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The rules for code that a translator reads, as a check of bytecode. */
final class Dialect {
    private static final String PACKAGE = "org/thalweg/core/kernel/elementary/";

    private static final Set<Integer> ARITHMETIC = Set.of(
            Opcodes.DADD,
            Opcodes.DSUB,
            Opcodes.DMUL,
            Opcodes.DDIV,
            Opcodes.DNEG,
            Opcodes.LADD,
            Opcodes.LSUB,
            Opcodes.LNEG,
            Opcodes.LAND,
            Opcodes.LOR,
            Opcodes.LXOR,
            Opcodes.DLOAD,
            Opcodes.LLOAD,
            Opcodes.DCONST_0,
            Opcodes.DCONST_1,
            Opcodes.LCONST_0,
            Opcodes.LCONST_1);

    private static final Set<Integer> INTEGER_CONSTANTS = Set.of(
            Opcodes.BIPUSH, Opcodes.ICONST_1, Opcodes.ICONST_2, Opcodes.ICONST_3, Opcodes.ICONST_4, Opcodes.ICONST_5);

    private static final Set<Integer> SHIFTS = Set.of(Opcodes.LSHL, Opcodes.LUSHR);

    private static final Set<String> PLATFORM = Set.of(
            "java/lang/Math.fma(DDD)D",
            "java/lang/Math.sqrt(D)D",
            "java/lang/Math.abs(D)D",
            "java/lang/Double.doubleToRawLongBits(D)J",
            "java/lang/Double.longBitsToDouble(J)D");

    private static final Set<String> CHOICES =
            Set.of(PACKAGE + "Select.ifLess(DDDD)D", PACKAGE + "Select.ifEqual(DDDD)D");

    private Dialect() {}

    /** {@code return fIsOrdinary(args) ? fOrdinary(args) : fRare(args);} */
    static boolean isGuard(MethodNode method) {
        List<Integer> loads = new ArrayList<>();
        for (int i = 0; i < Type.getArgumentTypes(method.desc).length; i++) {
            loads.add(Opcodes.DLOAD);
        }
        List<Integer> expected = new ArrayList<>(loads);
        expected.addAll(List.of(Opcodes.INVOKESTATIC, Opcodes.IFEQ));
        expected.addAll(loads);
        expected.addAll(List.of(Opcodes.INVOKESTATIC, Opcodes.GOTO));
        expected.addAll(loads);
        expected.addAll(List.of(Opcodes.INVOKESTATIC, Opcodes.DRETURN));
        List<String> calls = Bytecode.instructions(method).stream()
                .filter(MethodInsnNode.class::isInstance)
                .map(node -> ((MethodInsnNode) node).name)
                .toList();
        return Bytecode.opcodes(method).equals(expected)
                && calls.equals(List.of(method.name + "IsOrdinary", method.name + "Ordinary", method.name + "Rare"));
    }

    /** Straight code that ends in {@code return a < b}, for two doubles or two longs. */
    static void checkCondition(String owner, MethodNode method) {
        List<AbstractInsnNode> code = Bytecode.instructions(method);
        int straight = code.size() - 6;
        List<Integer> end = Bytecode.opcodes(method).subList(straight, code.size());
        assertThat(end.get(0)).as(method.name).isIn(Opcodes.DCMPG, Opcodes.LCMP);
        assertThat(end.subList(1, 6))
                .as(method.name)
                .containsExactly(Opcodes.IFGE, Opcodes.ICONST_1, Opcodes.GOTO, Opcodes.ICONST_0, Opcodes.IRETURN);
        for (MethodInsnNode call : checkStatements(owner, method, code.subList(0, straight))) {
            checkStraight(call.owner, Bytecode.method(call.owner, call.name));
        }
    }

    static boolean isStraight(String owner, MethodNode method) {
        try {
            checkStraight(owner, method);
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    /** Checks one method and returns its calls to other methods of the dialect. */
    static List<MethodInsnNode> checkStraight(String owner, MethodNode method) {
        List<AbstractInsnNode> code = Bytecode.instructions(method);
        assertThat(code.get(code.size() - 1).getOpcode())
                .as("%s ends", method.name)
                .isEqualTo(Opcodes.DRETURN);
        return checkStatements(owner, method, code.subList(0, code.size() - 1));
    }

    private static List<MethodInsnNode> checkStatements(
            String owner, MethodNode method, List<AbstractInsnNode> statements) {
        assertThat(method.access & Opcodes.ACC_STATIC)
                .as("%s is static", method.name)
                .isNotZero();
        List<MethodInsnNode> calls = new ArrayList<>();
        Set<Integer> assigned = new HashSet<>();
        for (int i = 0; i < statements.size(); i++) {
            AbstractInsnNode node = statements.get(i);
            int opcode = node.getOpcode();
            String place = owner + "." + method.name + ", instruction " + i + ", opcode " + opcode;
            if (opcode == Opcodes.DSTORE || opcode == Opcodes.LSTORE) {
                int parameters = Type.getArgumentsAndReturnSizes(method.desc) / 4 - 1;
                int variable = ((VarInsnNode) node).var;
                assertThat(variable).as("%s assigns a parameter", place).isGreaterThanOrEqualTo(parameters);
                assertThat(assigned.add(variable)).as("%s assigns once", place).isTrue();
            } else if (node instanceof LdcInsnNode constant) {
                assertThat(constant.cst).as(place).isInstanceOfAny(Double.class, Long.class);
            } else if (INTEGER_CONSTANTS.contains(opcode)) {
                assertThat(SHIFTS).as(place).contains(statements.get(i + 1).getOpcode());
            } else if (SHIFTS.contains(opcode)) {
                assertThat(INTEGER_CONSTANTS)
                        .as(place)
                        .contains(statements.get(i - 1).getOpcode());
            } else if (node instanceof MethodInsnNode call) {
                String signature = call.owner + "." + call.name + call.desc;
                if (!PLATFORM.contains(signature) && !CHOICES.contains(signature)) {
                    assertThat(call.owner).as("%s calls %s", place, signature).startsWith(PACKAGE);
                    calls.add(call);
                }
            } else {
                assertThat(ARITHMETIC).as(place).contains(opcode);
            }
        }
        return calls;
    }
}
