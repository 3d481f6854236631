package org.thalweg.core.kernel;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IF_ICMPGT;
import static org.objectweb.asm.Opcodes.IF_ICMPLT;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.RETURN;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;
import org.thalweg.core.kernel.ProgramRunner.Lanes;
import org.thalweg.core.kernel.Step.Repetition;
import org.thalweg.core.kernel.program.Loop;

/** Writes the method of {@link LaneCode}: it calls the fragments in order, in loops where these are cut. */
final class StepWriter {

    static final String DESCRIPTOR = "(L" + Type.getInternalName(Lanes.class) + ";[D[III)V";

    private static final String LANES = Type.getInternalName(Lanes.class);
    private static final List<String> ARRAYS =
            List.of("points", "directions", "parameters", "values", "gradients", "products");

    private static final int OF_LANES = 1;
    private static final int SCRATCH = 2;
    private static final int RARE = 3;
    private static final int FIRST = 4;
    private static final int LAST = 5;
    private static final int ARRAY = 6;
    private static final int STRIDE = 12;

    private final MethodVisitor code;
    private final List<Fragment> fragments;
    private final LoopIndices indices;
    private final Map<Loop, Integer> locals = new HashMap<>();
    private int nextLocal = STRIDE + 1;

    /** @param fragments whose place in the list is the number of their method */
    StepWriter(MethodVisitor code, List<Fragment> fragments) {
        this.code = code;
        this.fragments = fragments;
        this.indices = new LoopIndices(code);
    }

    /** The name of the method of fragment k. */
    static String name(int k) {
        return "fragment" + k;
    }

    void write(List<Step> steps) {
        code.visitCode();
        for (int k = 0; k < ARRAYS.size(); k++) {
            code.visitVarInsn(ALOAD, OF_LANES);
            code.visitMethodInsn(INVOKEVIRTUAL, LANES, ARRAYS.get(k), "()[D", false);
            code.visitVarInsn(ASTORE, ARRAY + k);
        }
        code.visitVarInsn(ALOAD, OF_LANES);
        code.visitMethodInsn(INVOKEVIRTUAL, LANES, "stride", "()I", false);
        code.visitVarInsn(ISTORE, STRIDE);
        steps(steps);
        code.visitInsn(RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private void steps(List<Step> steps) {
        for (Step step : steps) {
            if (step instanceof Fragment fragment) {
                if (!fragment.isEmpty()) {
                    call(fragment);
                }
            } else if (step instanceof Repetition repetition) {
                repeat(repetition);
            }
        }
    }

    private void call(Fragment fragment) {
        for (int k = 0; k < ARRAYS.size(); k++) {
            code.visitVarInsn(ALOAD, ARRAY + k);
        }
        code.visitVarInsn(ALOAD, SCRATCH);
        code.visitVarInsn(ALOAD, RARE);
        code.visitVarInsn(ILOAD, STRIDE);
        code.visitVarInsn(ILOAD, FIRST);
        code.visitVarInsn(ILOAD, LAST);
        for (Loop loop : fragment.around()) {
            code.visitVarInsn(ILOAD, locals.getOrDefault(loop, -1));
        }
        String name = name(fragments.indexOf(fragment));
        code.visitMethodInsn(INVOKESTATIC, CodeGenerator.NAME, name, FragmentWriter.descriptor(fragment), false);
    }

    private void repeat(Repetition repetition) {
        Loop loop = repetition.loop();
        int index = nextLocal++;
        int last = nextLocal++;
        indices.push(loop.descending() ? loop.to() : loop.from());
        code.visitVarInsn(ISTORE, index);
        indices.push(loop.descending() ? loop.from() : loop.to());
        code.visitVarInsn(ISTORE, last);
        indices.put(loop, index);
        locals.put(loop, index);
        Label next = new Label();
        Label done = new Label();
        code.visitLabel(next);
        code.visitVarInsn(ILOAD, index);
        code.visitVarInsn(ILOAD, last);
        code.visitJumpInsn(loop.descending() ? IF_ICMPLT : IF_ICMPGT, done);
        steps(repetition.steps());
        code.visitIincInsn(index, loop.descending() ? -1 : 1);
        code.visitJumpInsn(GOTO, next);
        code.visitLabel(done);
    }
}
