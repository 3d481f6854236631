package org.thalweg.core.kernel;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.DLOAD;
import static org.objectweb.asm.Opcodes.DSTORE;
import static org.objectweb.asm.Opcodes.I2D;
import static org.objectweb.asm.Opcodes.IASTORE;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.IOR;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.IXOR;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.thalweg.core.kernel.VectorCode.Cell;
import org.thalweg.core.kernel.VectorCode.Kind;
import org.thalweg.core.kernel.program.Operation;
import org.thalweg.core.kernel.program.Value;

/**
 * Vectors of lanes. Truth values are masks, or 1 and 0 in memory.
 *
 * <p>Elementary functions are written out for ordinary arguments. Whether all were ordinary is gathered in one flag a group of lanes.
 */
final class VectorTarget implements Target {

    /** Past about a hundred vector operations in a method, compilers begin to lose their way; past 500 they have lost it. */
    private static final MethodLimits LIMITS = new MethodLimits(64, 400);

    private static final String DOUBLES = Kind.DOUBLE.type();

    private final int lanes;
    private final MethodLimits limits;
    private final VectorConstants constants;
    private final Map<Integer, Kind> kinds = new HashMap<>();
    private final Set<Cell> guarded = new HashSet<>();
    private MethodVisitor method = new MethodVisitor(Opcodes.ASM9) {};
    private Locals locals = size -> 0;
    private VectorCode code;
    private int rare;

    VectorTarget(VectorShape shape) {
        this(shape, LIMITS);
    }

    VectorTarget(VectorShape shape, MethodLimits limits) {
        this.limits = limits;
        lanes = shape.lanes();
        constants = new VectorConstants(CodeGenerator.NAME, shape.species());
        code = new VectorCode(method, locals, constants);
    }

    @Override
    public void begin(MethodVisitor ofMethod, Locals ofLocals) {
        method = ofMethod;
        locals = ofLocals;
        code = new VectorCode(method, locals, constants);
        constants.begin(locals);
        kinds.clear();
        guarded.clear();
        rare = locals.allot(1);
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public int localSize() {
        return 1;
    }

    @Override
    public int cost(Value value) {
        return value.operation().cost();
    }

    @Override
    public MethodLimits limits() {
        return limits;
    }

    @Override
    public void push(Value constant) {
        constants.push(method, Cell.of(constant.nearest()));
    }

    @Override
    public void pushInitial(Value constant) {
        constants.pushSpecies(method, Kind.DOUBLE);
        method.visitLdcInsn(constant.nearest());
        broadcast(method);
    }

    @Override
    public void load(int local) {
        method.visitVarInsn(ALOAD, local);
    }

    @Override
    public void store(int local) {
        method.visitVarInsn(ASTORE, local);
    }

    @Override
    public void loadElement() {
        // array, index -> species, array, index
        int index = locals.allot(1);
        int array = locals.allot(1);
        method.visitVarInsn(ISTORE, index);
        method.visitVarInsn(ASTORE, array);
        constants.pushSpecies(method, Kind.DOUBLE);
        method.visitVarInsn(ALOAD, array);
        method.visitVarInsn(ILOAD, index);
        String descriptor = "(" + VectorConstants.SPECIES + "[DI)L" + DOUBLES + ";";
        method.visitMethodInsn(INVOKESTATIC, DOUBLES, "fromArray", descriptor, false);
    }

    @Override
    public void loadUniform(MethodVisitor at) {
        // array, index -> species, number
        int number = locals.allot(2);
        at.visitInsn(DALOAD);
        at.visitVarInsn(DSTORE, number);
        constants.pushSpecies(at, Kind.DOUBLE);
        at.visitVarInsn(DLOAD, number);
        broadcast(at);
    }

    @Override
    public void storeElement(int local, Runnable address) {
        code.push(asNumber(cell(local)));
        address.run();
        method.visitMethodInsn(INVOKEVIRTUAL, DOUBLES, "intoArray", "([DI)V", false);
    }

    @Override
    public void fromInt() {
        int number = locals.allot(1);
        method.visitVarInsn(ISTORE, number);
        constants.pushSpecies(method, Kind.DOUBLE);
        method.visitVarInsn(ILOAD, number);
        method.visitInsn(I2D);
        broadcast(method);
    }

    private static void broadcast(MethodVisitor at) {
        String descriptor = "(" + VectorConstants.SPECIES + "D)L" + DOUBLES + ";";
        at.visitMethodInsn(INVOKESTATIC, DOUBLES, "broadcast", descriptor, false);
    }

    @Override
    public void add() {
        onStack("add", VectorCode.VECTOR);
    }

    @Override
    public void multiply() {
        onStack("mul", VectorCode.VECTOR);
    }

    @Override
    public void fuse() {
        onStack("fma", VectorCode.VECTOR + VectorCode.VECTOR);
    }

    private void onStack(String operation, String parameters) {
        method.visitMethodInsn(INVOKEVIRTUAL, DOUBLES, operation, "(" + parameters + ")L" + DOUBLES + ";", false);
    }

    @Override
    public void enterLoop() {
        code.enter();
    }

    @Override
    public void leaveLoop() {
        code.leave();
        guarded.clear();
    }

    @Override
    public void beginGroup() {
        method.visitInsn(ICONST_0);
        method.visitVarInsn(ISTORE, rare);
    }

    @Override
    public void endGroup(Runnable rareAddress) {
        Label ordinary = new Label();
        method.visitVarInsn(ILOAD, rare);
        method.visitJumpInsn(IFEQ, ordinary);
        rareAddress.run();
        method.visitInsn(ICONST_1);
        method.visitInsn(IASTORE);
        method.visitLabel(ordinary);
    }

    @Override
    public void prologue(MethodVisitor ofMethod) {
        constants.prologue(ofMethod);
    }

    @Override
    public void finish(ClassVisitor type) {
        constants.finish(type);
    }

    @Override
    public int compute(Value value, Places places) {
        Cell cell = emit(value, places);
        int local = cell.local();
        if (cell.constant() != null) {
            local = locals.allot(1);
            code.push(cell);
            store(local);
        }
        kinds.put(local, cell.kind());
        return local;
    }

    private Cell emit(Value value, Places places) {
        Operation operation = value.operation();
        List<Cell> operands = new ArrayList<>();
        for (int k = 0; k < operation.arity(); k++) {
            Value operand = value.operand(k);
            operands.add(operand.isConstant() ? Cell.of(operand.nearest()) : cell(places.local(operand)));
        }
        Cell a = operands.get(0);
        Cell b = operands.get(Math.min(1, operands.size() - 1));
        Cell c = operands.get(operands.size() - 1);
        return switch (operation) {
            case ADD -> code.binary("add", a, b);
            case SUBTRACT -> code.binary("sub", a, b);
            case MULTIPLY, POWER -> code.binary("mul", a, b);
            case DIVIDE -> code.binary("div", a, b);
            case MIN -> code.binary("min", a, b);
            case MAX -> code.binary("max", a, b);
            case NEGATE -> code.unary("neg", a);
            case ABS -> code.unary("abs", a);
            case SQRT -> code.unary("sqrt", a);
            case FMA -> code.fma(a, b, c);
            case FNMA -> code.fma(code.unary("neg", a), b, c);
            case FMS -> code.fma(a, b, code.unary("neg", c));
            case LESS -> code.compare("LT", a, b);
            case LESS_OR_EQUAL -> code.compare("LE", a, b);
            case EQUAL -> code.compare("EQ", a, b);
            case AND -> code.join("and", asTruth(a), asTruth(b));
            case OR -> code.join("or", asTruth(a), asTruth(b));
            case NOT -> code.not(asTruth(a));
            case SELECT -> code.select(asTruth(a), b, c);
            default ->
                new ElementaryTranslation(code, this::guard)
                        .apply(operation.name().toLowerCase(Locale.ROOT), operands);
        };
    }

    private Cell cell(int local) {
        return new Cell(kinds.getOrDefault(local, Kind.DOUBLE), local, null);
    }

    private Cell asTruth(Cell cell) {
        return cell.kind().isTruth() ? cell : code.compare("LT", Cell.of(0.0), cell);
    }

    private Cell asNumber(Cell cell) {
        return cell.kind().isTruth() ? code.select(cell, Cell.of(1.0), Cell.of(0.0)) : cell;
    }

    /** rare |= not all lanes. */
    private void guard(Cell truth) {
        if (!guarded.add(truth)) {
            return;
        }
        method.visitVarInsn(ILOAD, rare);
        code.push(truth);
        method.visitMethodInsn(INVOKEVIRTUAL, VectorCode.MASK, "allTrue", "()Z", false);
        method.visitInsn(ICONST_1);
        method.visitInsn(IXOR);
        method.visitInsn(IOR);
        method.visitVarInsn(ISTORE, rare);
    }
}
