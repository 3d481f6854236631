package org.thalweg.core.kernel.elementary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Methods as the compiler left them. */
final class Bytecode {
    private static final Map<String, ClassNode> CLASSES = new ConcurrentHashMap<>();

    private Bytecode() {}

    static String name(Class<?> type) {
        return Type.getInternalName(type);
    }

    /** The only method of that name: the dialect has no overloads. */
    static MethodNode method(String owner, String name) {
        List<MethodNode> methods = CLASSES.computeIfAbsent(owner, Bytecode::read).methods.stream()
                .filter(method -> method.name.equals(name))
                .toList();
        if (methods.size() != 1) {
            throw new AssertionError(owner + " has " + methods.size() + " methods " + name);
        }
        return methods.get(0);
    }

    static boolean has(String owner, String name) {
        return CLASSES.computeIfAbsent(owner, Bytecode::read).methods.stream()
                .anyMatch(method -> method.name.equals(name));
    }

    /** The instructions, without labels and line numbers. */
    static List<AbstractInsnNode> instructions(MethodNode method) {
        return StreamSupport.stream(method.instructions.spliterator(), false)
                .filter(node -> node.getOpcode() >= 0)
                .toList();
    }

    static List<Integer> opcodes(MethodNode method) {
        return instructions(method).stream().map(AbstractInsnNode::getOpcode).toList();
    }

    static MethodInsnNode onlyCall(MethodNode method) {
        List<MethodInsnNode> calls = instructions(method).stream()
                .filter(MethodInsnNode.class::isInstance)
                .map(MethodInsnNode.class::cast)
                .toList();
        if (calls.size() != 1) {
            throw new AssertionError(method.name + " makes " + calls.size() + " calls");
        }
        return calls.get(0);
    }

    private static ClassNode read(String owner) {
        try (InputStream stream = Bytecode.class.getResourceAsStream("/" + owner + ".class")) {
            ClassNode node = new ClassNode();
            new ClassReader(stream).accept(node, 0);
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
