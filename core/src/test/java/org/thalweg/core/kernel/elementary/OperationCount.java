package org.thalweg.core.kernel.elementary;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * How many operations a translator is left with: all calls inlined, equal operations on equal operands counted once, operations on constants and
 * changes of view between a double and its bits not counted. Functions counted by one object share their operations.
 */
final class OperationCount {
    private static final Set<Integer> COMMUTATIVE =
            Set.of(Opcodes.DADD, Opcodes.DMUL, Opcodes.LADD, Opcodes.LAND, Opcodes.LOR, Opcodes.LXOR);

    private final Map<List<Object>, Integer> numbers = new HashMap<>();
    private final Set<Integer> constants = new HashSet<>();
    private final Set<Integer> operations = new HashSet<>();

    /** Adds a function, with its guard if it has one, and returns the number of operations of all functions so far. */
    int of(String owner, String function) {
        MethodNode method = Bytecode.method(owner, function);
        int[] arguments = new int[Type.getArgumentTypes(method.desc).length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = number(List.of("argument", i));
        }
        if (Bytecode.has(owner, function + "IsOrdinary")) {
            run(owner, function + "IsOrdinary", arguments);
            run(owner, function + "Ordinary", arguments);
        } else {
            run(owner, function, arguments);
        }
        return operations.size();
    }

    private int run(String owner, String name, int... arguments) {
        Map<Integer, Integer> variables = new HashMap<>();
        int slot = 0;
        for (int argument : arguments) {
            variables.put(slot, argument);
            slot += 2;
        }
        Deque<Integer> stack = new ArrayDeque<>();
        for (AbstractInsnNode node : Bytecode.instructions(Bytecode.method(owner, name))) {
            int opcode = node.getOpcode();
            if (opcode == Opcodes.DLOAD || opcode == Opcodes.LLOAD) {
                stack.push(variables.get(((VarInsnNode) node).var));
            } else if (opcode == Opcodes.DSTORE || opcode == Opcodes.LSTORE) {
                variables.put(((VarInsnNode) node).var, stack.pop());
            } else if (node instanceof LdcInsnNode constant) {
                stack.push(constant(constant.cst));
            } else if (node instanceof IntInsnNode constant) {
                stack.push(constant(constant.operand));
            } else if (opcode >= Opcodes.ICONST_0 && opcode <= Opcodes.DCONST_1) {
                stack.push(constant(opcode));
            } else if (node instanceof MethodInsnNode call) {
                call(call, stack);
            } else if (opcode == Opcodes.DNEG || opcode == Opcodes.LNEG) {
                stack.push(operation(opcode, stack.pop()));
            } else if (opcode == Opcodes.DRETURN || opcode == Opcodes.LRETURN) {
                return stack.pop();
            } else {
                int second = stack.pop();
                int first = stack.pop();
                boolean swap = COMMUTATIVE.contains(opcode) && first > second;
                stack.push(swap ? operation(opcode, second, first) : operation(opcode, first, second));
                if (opcode == Opcodes.DCMPG || opcode == Opcodes.LCMP) {
                    return stack.pop();
                }
            }
        }
        throw new AssertionError(name + " does not return");
    }

    private void call(MethodInsnNode call, Deque<Integer> stack) {
        int[] arguments = new int[Type.getArgumentTypes(call.desc).length];
        for (int i = arguments.length - 1; i >= 0; i--) {
            arguments[i] = stack.pop();
        }
        switch (call.owner.substring(call.owner.lastIndexOf('/') + 1)) {
            case "Math" -> stack.push(operation(call.name, arguments));
            case "Double" -> stack.push(arguments[0]);
            case "Select" -> {
                int condition = operation(call.name, arguments[0], arguments[1]);
                stack.push(operation("choose", condition, arguments[2], arguments[3]));
            }
            default -> stack.push(run(call.owner, call.name, arguments));
        }
    }

    private int operation(Object operator, int... operands) {
        List<Object> key = new java.util.ArrayList<>(List.of(operator));
        boolean constant = true;
        for (int operand : operands) {
            key.add(operand);
            constant &= constants.contains(operand);
        }
        int number = number(key);
        (constant ? constants : operations).add(number);
        return number;
    }

    private int constant(Object value) {
        int number = number(List.of("constant", value));
        constants.add(number);
        return number;
    }

    private int number(List<Object> key) {
        return numbers.computeIfAbsent(key, k -> numbers.size());
    }
}
