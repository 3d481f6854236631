package org.thalweg.core.kernel;

import static org.objectweb.asm.Opcodes.DADD;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.DASTORE;
import static org.objectweb.asm.Opcodes.DCMPG;
import static org.objectweb.asm.Opcodes.DCMPL;
import static org.objectweb.asm.Opcodes.DCONST_0;
import static org.objectweb.asm.Opcodes.DCONST_1;
import static org.objectweb.asm.Opcodes.DDIV;
import static org.objectweb.asm.Opcodes.DLOAD;
import static org.objectweb.asm.Opcodes.DMUL;
import static org.objectweb.asm.Opcodes.DNEG;
import static org.objectweb.asm.Opcodes.DSTORE;
import static org.objectweb.asm.Opcodes.DSUB;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.I2D;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFGE;
import static org.objectweb.asm.Opcodes.IFGT;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;

import java.util.Locale;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.thalweg.core.kernel.elementary.Elementary;
import org.thalweg.core.kernel.program.Operation;
import org.thalweg.core.kernel.program.Value;

/** Doubles, one lane at a time. Truth values are 1 and 0. */
final class ScalarTarget implements Target {

    /**
     * Operations of a method: at up to about 13 bytes each, and with what it reads and writes for other methods, it stays below the 8,000
     * bytes past which nothing is compiled.
     */
    private static final MethodLimits LIMITS = new MethodLimits(400, 520);

    private static final String MATH = "java/lang/Math";
    private static final String ELEMENTARY = Type.getInternalName(Elementary.class);

    private final MethodLimits limits;
    private MethodVisitor code = new MethodVisitor(Opcodes.ASM9) {};
    private Locals locals = size -> 0;

    ScalarTarget() {
        this(LIMITS);
    }

    ScalarTarget(MethodLimits limits) {
        this.limits = limits;
    }

    @Override
    public void begin(MethodVisitor method, Locals ofMethod) {
        code = method;
        locals = ofMethod;
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public int localSize() {
        return 2;
    }

    @Override
    public int cost(Value value) {
        return value.operation().isTruth() || value.operation() == Operation.SELECT ? 2 : 1;
    }

    @Override
    public MethodLimits limits() {
        return limits;
    }

    @Override
    public void push(Value constant) {
        push(constant.nearest());
    }

    private void push(double number) {
        code.visitLdcInsn(number);
    }

    @Override
    public void pushInitial(Value constant) {
        push(constant);
    }

    @Override
    public void load(int local) {
        code.visitVarInsn(DLOAD, local);
    }

    @Override
    public void store(int local) {
        code.visitVarInsn(DSTORE, local);
    }

    @Override
    public void loadElement() {
        code.visitInsn(DALOAD);
    }

    @Override
    public void loadUniform(MethodVisitor at) {
        at.visitInsn(DALOAD);
    }

    @Override
    public void storeElement(int local, Runnable address) {
        address.run();
        load(local);
        code.visitInsn(DASTORE);
    }

    @Override
    public void fromInt() {
        code.visitInsn(I2D);
    }

    @Override
    public void add() {
        code.visitInsn(DADD);
    }

    @Override
    public void multiply() {
        code.visitInsn(DMUL);
    }

    @Override
    public void fuse() {
        code.visitMethodInsn(INVOKESTATIC, MATH, "fma", "(DDD)D", false);
    }

    @Override
    public void enterLoop() {}

    @Override
    public void leaveLoop() {}

    @Override
    public void beginGroup() {}

    @Override
    public void endGroup(Runnable rareAddress) {}

    @Override
    public void prologue(MethodVisitor ofMethod) {}

    @Override
    public void finish(ClassVisitor type) {}

    @Override
    public int compute(Value value, Places places) {
        switch (value.operation()) {
            case ADD -> binary(value, places, DADD);
            case SUBTRACT -> binary(value, places, DSUB);
            case MULTIPLY, POWER -> binary(value, places, DMUL);
            case DIVIDE -> binary(value, places, DDIV);
            case NEGATE -> {
                operand(value.a(), places);
                code.visitInsn(DNEG);
            }
            case FMA -> fused(value, places, false, false);
            case FNMA -> fused(value, places, true, false);
            case FMS -> fused(value, places, false, true);
            case LESS -> comparison(value, places, DCMPG, IFGE);
            case LESS_OR_EQUAL -> comparison(value, places, DCMPG, IFGT);
            case EQUAL -> comparison(value, places, DCMPL, IFNE);
            case AND -> binary(value, places, DMUL);
            case OR -> binaryCall(value, places, MATH, "max");
            case NOT -> {
                code.visitInsn(DCONST_1);
                operand(value.a(), places);
                code.visitInsn(DSUB);
            }
            case SELECT -> select(value, places);
            case MIN, MAX -> binaryCall(value, places, MATH, name(value));
            case ATAN2, HYPOT, POW -> binaryCall(value, places, ELEMENTARY, name(value));
            case ABS, SQRT, FLOOR, CEIL -> unaryCall(value, places, MATH);
            default -> unaryCall(value, places, ELEMENTARY);
        }
        int local = locals.allot(2);
        store(local);
        return local;
    }

    private static String name(Value value) {
        return value.operation().name().toLowerCase(Locale.ROOT);
    }

    private void operand(Value value, Places places) {
        if (value.isConstant()) {
            push(value);
        } else {
            load(places.local(value));
        }
    }

    private void binary(Value value, Places places, int opcode) {
        operand(value.a(), places);
        operand(value.b(), places);
        code.visitInsn(opcode);
    }

    private void fused(Value value, Places places, boolean negateProduct, boolean negateSummand) {
        operand(value.a(), places);
        if (negateProduct) {
            code.visitInsn(DNEG);
        }
        operand(value.b(), places);
        operand(value.c(), places);
        if (negateSummand) {
            code.visitInsn(DNEG);
        }
        fuse();
    }

    private void unaryCall(Value value, Places places, String owner) {
        operand(value.a(), places);
        code.visitMethodInsn(INVOKESTATIC, owner, name(value), "(D)D", false);
    }

    private void binaryCall(Value value, Places places, String owner, String name) {
        operand(value.a(), places);
        operand(value.b(), places);
        code.visitMethodInsn(INVOKESTATIC, owner, name, "(DD)D", false);
    }

    private void comparison(Value value, Places places, int compare, int jumpIfFalse) {
        operand(value.a(), places);
        operand(value.b(), places);
        code.visitInsn(compare);
        Label isFalse = new Label();
        Label done = new Label();
        code.visitJumpInsn(jumpIfFalse, isFalse);
        code.visitInsn(DCONST_1);
        code.visitJumpInsn(GOTO, done);
        code.visitLabel(isFalse);
        code.visitInsn(DCONST_0);
        code.visitLabel(done);
    }

    private void select(Value value, Places places) {
        Label isFalse = new Label();
        Label done = new Label();
        operand(value.a(), places);
        code.visitInsn(DCONST_0);
        code.visitInsn(DCMPL);
        code.visitJumpInsn(IFEQ, isFalse);
        operand(value.b(), places);
        code.visitJumpInsn(GOTO, done);
        code.visitLabel(isFalse);
        operand(value.c(), places);
        code.visitLabel(done);
    }
}
