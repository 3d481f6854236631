package org.thalweg.deploy.clock;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Gives a process a {@link SkewedClock}: every class that is not the JDK's asks it, and not the system, what time it is.
 * That is how a test sets the clock of a cluster, which only the machine's owner may do in earnest.
 */
public final class ClockAgent {
    private ClockAgent() {}

    /** @param file that says how wrong the clock is */
    public static void premain(String file, Instrumentation instrumentation) {
        SkewedClock.follow(Path.of(file));
        instrumentation.addTransformer(new Skewing());
    }

    /** Rewrites classes as they are loaded. */
    static final class Skewing implements ClassFileTransformer {

        @Override
        public byte[] transform(
                ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
            if (loader == null || name.startsWith("org/objectweb/asm/")) {
                return null;
            }
            ClassReader reader = new ClassReader(bytes);
            ClassWriter writer = new ClassWriter(reader, 0);
            reader.accept(new Asking(writer), 0);
            return writer.toByteArray();
        }
    }

    /** Replaces the question. */
    static final class Asking extends ClassVisitor {
        private static final String CLOCK = "org/thalweg/deploy/clock/SkewedClock";

        Asking(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new OfMethod(super.visitMethod(access, name, descriptor, signature, exceptions));
        }

        /** In one method. */
        static final class OfMethod extends MethodVisitor {

            OfMethod(MethodVisitor next) {
                super(Opcodes.ASM9, next);
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                boolean asks = owner.equals("java/lang/System") && name.equals("currentTimeMillis");
                super.visitMethodInsn(opcode, asks ? CLOCK : owner, name, descriptor, isInterface);
            }
        }
    }
}
