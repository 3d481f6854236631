package org.thalweg.core.kernel;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;
import org.thalweg.core.kernel.ProgramRunner.Lanes;
import org.thalweg.core.kernel.program.Program;

/** Makes a class of a program. It is hidden, so that it goes when the last object of it goes. */
final class CodeGenerator {

    private static final String LANES = Type.getInternalName(Lanes.class);
    static final String NAME = Type.getInternalName(CodeGenerator.class) + "$Code";

    private CodeGenerator() {}

    /** A program as code, with the layout of the memory that it needs. */
    record Generated(LaneCode code, ScratchLayout layout, int group) {}

    /** Empty if the program, or a loop of it, is too large for the virtual machine. */
    static Optional<Generated> generate(Program program, Target target) {
        Optional<List<Fragment>> fragments = Fragments.of(program, target);
        if (fragments.isEmpty()) {
            return Optional.empty();
        }
        try {
            ScratchLayout layout = new ScratchLayout(fragments.get(), program.top(), target.lanes());
            byte[] bytes = bytes(program, fragments.get(), layout, target);
            return Optional.of(new Generated(instance(bytes), layout, target.lanes()));
        } catch (MethodTooLargeException | ClassTooLargeException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(Program program, List<Fragment> fragments, ScratchLayout layout, Target target) {
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
        for (int k = 0; k < fragments.size(); k++) {
            MethodVisitor method =
                    type.visitMethod(ACC_PRIVATE | ACC_STATIC, "fragment" + k, FragmentWriter.DESCRIPTOR, null, null);
            boolean last = k == fragments.size() - 1;
            new FragmentWriter(method, target, layout).write(fragments.get(k), last ? program.result() : null);
        }
        run(type.visitMethod(ACC_PUBLIC, "run", "(L" + LANES + ";[D[III)V", null, null), fragments.size());
        target.finish(type);
        type.visitEnd();
        return type.toByteArray();
    }

    /** Calls the fragments in order. */
    private static void run(MethodVisitor run, int fragments) {
        run.visitCode();
        for (int k = 0; k < fragments; k++) {
            for (String array :
                    new String[] {"points", "directions", "parameters", "values", "gradients", "products"}) {
                run.visitVarInsn(ALOAD, 1);
                run.visitMethodInsn(INVOKEVIRTUAL, LANES, array, "()[D", false);
            }
            run.visitVarInsn(ALOAD, 2);
            run.visitVarInsn(ALOAD, 3);
            run.visitVarInsn(ALOAD, 1);
            run.visitMethodInsn(INVOKEVIRTUAL, LANES, "stride", "()I", false);
            run.visitVarInsn(ILOAD, 4);
            run.visitVarInsn(ILOAD, 5);
            run.visitMethodInsn(INVOKESTATIC, NAME, "fragment" + k, FragmentWriter.DESCRIPTOR, false);
        }
        run.visitInsn(RETURN);
        run.visitMaxs(0, 0);
        run.visitEnd();
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
