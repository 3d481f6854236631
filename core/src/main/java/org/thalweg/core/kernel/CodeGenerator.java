package org.thalweg.core.kernel;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import java.lang.invoke.MethodHandles;
import java.util.Optional;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;
import org.thalweg.core.kernel.program.Program;

/** Makes a class of a program. It is hidden, so that it goes when no object of it is left, and it is not among the {@link RecentCode}. */
final class CodeGenerator {

    static final String NAME = Type.getInternalName(CodeGenerator.class) + "$Code";

    /** Methods that the one which calls them has room for; a class has room for as many constants, with what else it names. */
    private static final int MOST_FRAGMENTS = 2000;

    private static final int MOST_CONSTANTS = 16_000;

    private static final RecentCode RECENT = new RecentCode(4 << 20);

    private final Target target;
    private final Fragments fragments;
    private final ScratchLayout layout;
    private int largest;

    private CodeGenerator(Program program, Target target, MethodLimits limits) {
        this.target = target;
        fragments = new Fragments(program, target, limits);
        layout = new ScratchLayout(fragments.all(), program.top(), target.lanes());
    }

    /** A program as code, with the layout of the memory that it needs. */
    record Generated(LaneCode code, ScratchLayout layout, int group) {}

    /** A program as a class file, which the virtual machine is still to load. */
    record ClassFile(byte[] bytes, ScratchLayout layout, int group) {

        /** Its code, which may have been loaded before. */
        Generated load() {
            return new Generated(RECENT.get(bytes, CodeGenerator::instance), layout, group);
        }

        /** Sees to it that code that was compiled badly is not what {@link #load} gives again. */
        void forget(LaneCode bad) {
            RECENT.forget(bytes, bad);
        }
    }

    /** Empty if the program is too large for a class. */
    static Optional<Generated> generate(Program program, Target target) {
        return classFile(program, target).map(ClassFile::load);
    }

    /** Empty if the program is too large for a class. */
    static Optional<ClassFile> classFile(Program program, Target target) {
        if (program.constants().statements().size() > MOST_CONSTANTS) {
            return Optional.empty();
        }
        try {
            return classFile(program, target, target.limits());
        } catch (MethodTooLargeException | ClassTooLargeException e) {
            return Optional.empty();
        }
    }

    /** Cuts the program into smaller pieces if it turns out that a method would not be compiled; empty if it is plainly too large. */
    private static Optional<ClassFile> classFile(Program program, Target target, MethodLimits limits) {
        CodeGenerator generator = new CodeGenerator(program, target, limits);
        if (generator.fragments.all().size() > MOST_FRAGMENTS) {
            return Optional.empty();
        }
        byte[] bytes = generator.bytes();
        return generator.largest <= MethodLimits.HUGE || !limits.canBeHalved()
                ? Optional.of(new ClassFile(bytes, generator.layout, target.lanes()))
                : classFile(program, target, limits.halved());
    }

    private byte[] bytes() {
        ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected String getCommonSuperClass(String one, String other) {
                return "java/lang/Object";
            }
        };
        String[] interfaces = {Type.getInternalName(LaneCode.class)};
        type.visit(V17, ACC_FINAL, NAME, null, "java/lang/Object", interfaces);
        MethodVisitor constructor = type.visitMethod(0, "<init>", "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(ALOAD, 0);
        constructor.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitInsn(RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();
        for (int k = 0; k < fragments.all().size(); k++) {
            Fragment fragment = fragments.all().get(k);
            if (!fragment.isEmpty()) {
                String descriptor = FragmentWriter.descriptor(fragment);
                MethodVisitor method =
                        type.visitMethod(ACC_PRIVATE | ACC_STATIC, StepWriter.name(k), descriptor, null, null);
                int size = new FragmentWriter(method, target, layout, fragment).write();
                largest = Math.max(largest, size);
            }
        }
        MethodVisitor run = type.visitMethod(ACC_PUBLIC, "run", StepWriter.DESCRIPTOR, null, null);
        new StepWriter(run, fragments.all()).write(fragments.steps());
        target.finish(type);
        type.visitEnd();
        return type.toByteArray();
    }

    private static LaneCode instance(byte[] bytes) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
            return (LaneCode) lookup.lookupClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the generated code does not load", e);
        }
    }
}
