package org.thalweg.core.kernel;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
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

    private final String owner;
    private final String species;
    private final Map<String, String> fields = new LinkedHashMap<>();

    /** @param species the name of the field of the vector classes that says how long vectors are */
    VectorConstants(String owner, String species) {
        this.owner = owner;
        this.species = species;
    }

    void push(MethodVisitor code, Cell cell) {
        String key = cell.constant() instanceof Double number
                ? "D" + Double.doubleToRawLongBits(number)
                : "L" + cell.constant();
        String field = fields.computeIfAbsent(key, k -> k.replace('-', '_'));
        code.visitFieldInsn(GETSTATIC, owner, field, "L" + cell.kind().type() + ";");
    }

    void pushSpecies(MethodVisitor code, Kind kind) {
        code.visitFieldInsn(GETSTATIC, kind.type(), species, SPECIES);
    }

    /** Adds the fields and what sets them. */
    void finish(ClassVisitor type) {
        MethodVisitor code = type.visitMethod(ACC_STATIC, "<clinit>", "()V", null, null);
        code.visitCode();
        for (Map.Entry<String, String> entry : fields.entrySet()) {
            String key = entry.getKey();
            long bits = Long.parseLong(key.substring(1));
            boolean isDouble = key.charAt(0) == 'D';
            Kind kind = isDouble ? Kind.DOUBLE : Kind.LONG;
            String descriptor = "L" + kind.type() + ";";
            type.visitField(ACC_PRIVATE | ACC_STATIC | ACC_FINAL, entry.getValue(), descriptor, null, null)
                    .visitEnd();
            pushSpecies(code, kind);
            code.visitLdcInsn(isDouble ? (Object) Double.longBitsToDouble(bits) : (Object) bits);
            String parameters = "(" + SPECIES + (isDouble ? "D" : "J") + ")";
            code.visitMethodInsn(INVOKESTATIC, kind.type(), "broadcast", parameters + descriptor, false);
            code.visitFieldInsn(PUTSTATIC, owner, entry.getValue(), descriptor);
        }
        code.visitInsn(RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
