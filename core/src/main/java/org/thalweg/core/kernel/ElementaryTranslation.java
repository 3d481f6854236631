package org.thalweg.core.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.thalweg.core.kernel.VectorCode.Cell;
import org.thalweg.core.kernel.elementary.Elementary;

/**
 * Translates the elementary functions, from the bytecode of the one place where they are written, to vector operations.
 *
 * <p>They are straight-line code: arithmetic on doubles, on their bits as longs, and choices. A function {@code f} with a method
 * {@code fIsOrdinary} becomes its {@code fOrdinary}; the condition is handed on as a guard, and lanes for which it fails are computed
 * elsewhere.
 */
final class ElementaryTranslation {

    private static final String ROOT = Type.getInternalName(Elementary.class);
    private static final String PACKAGE = ROOT.substring(0, ROOT.lastIndexOf('/') + 1);
    private static final Map<String, ClassNode> CLASSES = new HashMap<>();

    private final VectorCode code;
    private final Consumer<Cell> guard;

    /** @param guard takes the truths that must hold in every lane */
    ElementaryTranslation(VectorCode code, Consumer<Cell> guard) {
        this.code = code;
        this.guard = guard;
    }

    /** Emits a function of {@link Elementary}. */
    Cell apply(String function, List<Cell> arguments) {
        return call(ROOT, function, arguments);
    }

    private Cell call(String owner, String name, List<Cell> arguments) {
        if (find(owner, name + "IsOrdinary", arguments.size()) != null) {
            guard.accept(execute(owner, name + "IsOrdinary", arguments));
            return execute(owner, name + "Ordinary", arguments);
        }
        return execute(owner, name, arguments);
    }

    private Cell execute(String owner, String name, List<Cell> arguments) {
        MethodNode method = find(owner, name, arguments.size());
        if (method == null) {
            throw new IllegalStateException("no elementary function " + owner + "." + name);
        }
        return new Frame(arguments).run(method);
    }

    private static @Nullable MethodNode find(String owner, String name, int arguments) {
        for (MethodNode method : read(owner).methods) {
            if (method.name.equals(name) && Type.getArgumentTypes(method.desc).length == arguments) {
                return method;
            }
        }
        return null;
    }

    private static synchronized ClassNode read(String owner) {
        return CLASSES.computeIfAbsent(owner, name -> {
            String resource = name.substring(name.lastIndexOf('/') + 1) + ".class";
            try (InputStream bytes = Elementary.class.getResourceAsStream(resource)) {
                if (bytes == null) {
                    throw new IllegalStateException("the class file of " + name + " is not to be found");
                }
                ClassNode node = new ClassNode();
                new ClassReader(bytes.readAllBytes()).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
                return node;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** One method's locals and stack: of cells, and of numbers of bits to shift by. */
    private final class Frame {
        private final Map<Integer, Cell> locals = new HashMap<>();
        private final Deque<Object> stack = new ArrayDeque<>();

        Frame(List<Cell> arguments) {
            for (int k = 0; k < arguments.size(); k++) {
                locals.put(2 * k, arguments.get(k)); // doubles and longs take two words
            }
        }

        Cell run(MethodNode method) {
            Cell comparedWith = null;
            for (AbstractInsnNode instruction : method.instructions) {
                switch (instruction.getOpcode()) {
                    case -1 -> {}
                    case Opcodes.DRETURN, Opcodes.LRETURN -> {
                        return pop();
                    }
                    case Opcodes.DCMPG, Opcodes.DCMPL, Opcodes.LCMP -> comparedWith = pop();
                    case Opcodes.IFGE -> {
                        return code.compare("LT", pop(), present(comparedWith));
                    }
                    case Opcodes.IFLE -> {
                        return code.compare("LT", present(comparedWith), pop());
                    }
                    default -> step(instruction);
                }
            }
            throw new IllegalStateException(method.name + " does not return");
        }

        private Cell present(@Nullable Cell cell) {
            if (cell == null) {
                throw new IllegalStateException("a branch that is no comparison");
            }
            return cell;
        }

        private void step(AbstractInsnNode instruction) {
            switch (instruction.getOpcode()) {
                case Opcodes.DLOAD, Opcodes.LLOAD -> stack.push(present(locals.get(((VarInsnNode) instruction).var)));
                case Opcodes.DSTORE, Opcodes.LSTORE -> locals.put(((VarInsnNode) instruction).var, pop());
                case Opcodes.LDC -> {
                    Object constant = ((LdcInsnNode) instruction).cst;
                    stack.push(constant instanceof Double number ? Cell.of(number) : Cell.of((long) constant));
                }
                case Opcodes.DCONST_0 -> stack.push(Cell.of(0.0));
                case Opcodes.DCONST_1 -> stack.push(Cell.of(1.0));
                case Opcodes.LCONST_0 -> stack.push(Cell.of(0L));
                case Opcodes.LCONST_1 -> stack.push(Cell.of(1L));
                case Opcodes.ICONST_1, Opcodes.ICONST_2, Opcodes.ICONST_3, Opcodes.ICONST_4, Opcodes.ICONST_5 ->
                    stack.push(instruction.getOpcode() - Opcodes.ICONST_0);
                case Opcodes.BIPUSH -> stack.push(((IntInsnNode) instruction).operand);
                case Opcodes.DADD, Opcodes.LADD -> binary("add");
                case Opcodes.DSUB, Opcodes.LSUB -> binary("sub");
                case Opcodes.DMUL -> binary("mul");
                case Opcodes.DDIV -> binary("div");
                case Opcodes.LAND -> binary("and");
                case Opcodes.LOR -> binary("or");
                case Opcodes.LXOR -> {
                    Cell b = pop();
                    stack.push(code.exclusiveOr(pop(), b));
                }
                case Opcodes.DNEG, Opcodes.LNEG -> stack.push(code.unary("neg", pop()));
                case Opcodes.LSHL -> shift("LSHL");
                case Opcodes.LUSHR -> shift("LSHR");
                case Opcodes.LSHR -> shift("ASHR");
                case Opcodes.INVOKESTATIC -> invoke((MethodInsnNode) instruction);
                default ->
                    throw new IllegalStateException("no vector operation for bytecode " + instruction.getOpcode());
            }
        }

        private Cell pop() {
            return (Cell) stack.pop();
        }

        private void binary(String name) {
            Cell b = pop();
            stack.push(code.binary(name, pop(), b));
        }

        private void shift(String operator) {
            int bits = (Integer) stack.pop();
            stack.push(code.shift(operator, pop(), bits));
        }

        private void invoke(MethodInsnNode call) {
            List<Cell> arguments = new ArrayList<>();
            for (int k = Type.getArgumentTypes(call.desc).length; k > 0; k--) {
                arguments.add(0, pop());
            }
            Cell a = arguments.get(0);
            stack.push(
                    switch (call.owner + "." + call.name) {
                        case "java/lang/Math.fma" -> code.fma(a, arguments.get(1), arguments.get(2));
                        case "java/lang/Math.abs", "java/lang/Math.sqrt" -> code.unary(call.name, a);
                        case "java/lang/Math.min", "java/lang/Math.max" -> code.binary(call.name, a, arguments.get(1));
                        case "java/lang/Double.doubleToRawLongBits" -> code.bits(a);
                        case "java/lang/Double.longBitsToDouble" -> code.doubles(a);
                        default -> choiceOrCall(call, arguments);
                    });
        }

        private Cell choiceOrCall(MethodInsnNode call, List<Cell> arguments) {
            if (call.owner.equals(PACKAGE + "Select")) {
                String relation = call.name.equals("ifLess") ? "LT" : "EQ";
                Cell truth = code.compare(relation, arguments.get(0), arguments.get(1));
                return code.select(truth, arguments.get(2), arguments.get(3));
            }
            if (!call.owner.startsWith(PACKAGE)) {
                throw new IllegalStateException("no vector operation for " + call.owner + "." + call.name);
            }
            return ElementaryTranslation.this.call(call.owner, call.name, arguments);
        }
    }
}
