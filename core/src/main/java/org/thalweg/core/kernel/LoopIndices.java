package org.thalweg.core.kernel;

import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IMUL;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.thalweg.core.kernel.program.Affine;
import org.thalweg.core.kernel.program.Loop;

/** The local variables of a method in which the indices of loops are, and integer forms of them. */
final class LoopIndices {

    private final MethodVisitor code;
    private final Map<Loop, Integer> locals = new HashMap<>();

    LoopIndices(MethodVisitor code) {
        this.code = code;
    }

    /** Lets a local be the index of a loop, or the index times some factor. */
    void put(Loop loop, int local) {
        locals.put(loop, local);
    }

    /** Pushes the form. */
    void push(Affine form) {
        push(code, Math.toIntExact(form.constant()));
        add(form);
    }

    /** Stack: int → int plus Σ coefficient · index, without the form's constant. */
    void add(Affine form) {
        for (int k = 0; k < form.loops().length; k++) {
            Integer local = locals.get(form.loops()[k]);
            if (local == null) {
                throw new IllegalStateException(form + " names a loop that is not open");
            }
            code.visitVarInsn(ILOAD, local);
            int coefficient = Math.toIntExact(form.coefficients()[k]);
            if (coefficient != 1) {
                push(code, coefficient);
                code.visitInsn(IMUL);
            }
            code.visitInsn(IADD);
        }
    }

    /** Pushes a number. */
    static void push(MethodVisitor code, int number) {
        if (number >= Byte.MIN_VALUE && number <= Byte.MAX_VALUE) {
            code.visitIntInsn(Opcodes.BIPUSH, number);
        } else {
            code.visitLdcInsn(number);
        }
    }
}
