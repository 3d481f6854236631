package org.thalweg.core.kernel;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.PUTSTATIC;
import static org.objectweb.asm.Opcodes.RETURN;

import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.thalweg.core.kernel.VectorCode.Cell;
import org.thalweg.core.kernel.VectorCode.Kind;

/** Vectors with the same number in every lane, as static final fields: made in a loop, they are a hundred times slower. */
final class VectorConstants {

    static final String SPECIES = "L" + VectorCode.PACKAGE + "VectorSpecies;";

    private static final int MOST_IN_LOCALS = 16;

    private final String owner;
    private final String species;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, Integer> inLocals = new LinkedHashMap<>();
    private Target.Locals locals = size -> 0;

    /** @param species the name of the field of the vector classes that says how long vectors are */
    VectorConstants(String owner, String species) {
        this.owner = owner;
        this.species = species;
    }

    /** Starts a method. */
    void begin(Target.Locals ofMethod) {
        locals = ofMethod;
        inLocals.clear();
    }

    void push(MethodVisitor code, Cell cell) {
        String key = cell.constant() instanceof Double number
                ? "D" + Double.doubleToRawLongBits(number)
                : "L" + cell.constant();
        Integer local = inLocals.get(key);
        if (local == null && inLocals.size() < MOST_IN_LOCALS) {
            local = locals.allot(1);
            inLocals.put(key, local);
        }
        if (local != null) {
            code.visitVarInsn(ALOAD, local);
            return;
        }
        String field = fields.computeIfAbsent(key, k -> k.replace('-', '_'));
        code.visitFieldInsn(GETSTATIC, owner, field, "L" + cell.kind().type() + ";");
    }

    void pushSpecies(MethodVisitor code, Kind kind) {
        code.visitFieldInsn(GETSTATIC, kind.type(), species, SPECIES);
    }

    /** Sets the locals of the method's constants. */
    void prologue(MethodVisitor code) {
        for (Map.Entry<String, Integer> entry : inLocals.entrySet()) {
            broadcast(code, entry.getKey());
            code.visitVarInsn(ASTORE, entry.getValue());
        }
    }

    private void broadcast(MethodVisitor code, String key) {
        long bits = Long.parseLong(key.substring(1));
        boolean isDouble = key.charAt(0) == 'D';
        Kind kind = isDouble ? Kind.DOUBLE : Kind.LONG;
        pushSpecies(code, kind);
        code.visitLdcInsn(isDouble ? (Object) Double.longBitsToDouble(bits) : (Object) bits);
        String descriptor = "(" + SPECIES + (isDouble ? "D" : "J") + ")L" + kind.type() + ";";
        code.visitMethodInsn(INVOKESTATIC, kind.type(), "broadcast", descriptor, false);
    }

    /** Adds the fields and what sets them. */
    void finish(ClassVisitor type) {
        MethodVisitor code = type.visitMethod(ACC_STATIC, "<clinit>", "()V", null, null);
        code.visitCode();
        for (Map.Entry<String, String> entry : fields.entrySet()) {
            Kind kind = entry.getKey().charAt(0) == 'D' ? Kind.DOUBLE : Kind.LONG;
            String descriptor = "L" + kind.type() + ";";
            type.visitField(ACC_PRIVATE | ACC_STATIC | ACC_FINAL, entry.getValue(), descriptor, null, null)
                    .visitEnd();
            broadcast(code, entry.getKey());
            code.visitFieldInsn(PUTSTATIC, owner, entry.getValue(), descriptor);
        }
        code.visitInsn(RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
