package org.thalweg.core.kernel;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.DSTORE;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.IASTORE;
import static org.objectweb.asm.Opcodes.IDIV;
import static org.objectweb.asm.Opcodes.IF_ICMPGE;
import static org.objectweb.asm.Opcodes.IF_ICMPGT;
import static org.objectweb.asm.Opcodes.IF_ICMPLT;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IMUL;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.ISUB;
import static org.objectweb.asm.Opcodes.RETURN;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;
import org.thalweg.core.kernel.program.Affine;
import org.thalweg.core.kernel.program.Carry;
import org.thalweg.core.kernel.program.Loop;
import org.thalweg.core.kernel.program.Operation;
import org.thalweg.core.kernel.program.Statement;
import org.thalweg.core.kernel.program.Statement.Accumulate;
import org.thalweg.core.kernel.program.Statement.Input;
import org.thalweg.core.kernel.program.Statement.Output;
import org.thalweg.core.kernel.program.Statement.Remember;
import org.thalweg.core.kernel.program.Value;

/**
 * Writes a fragment of a program as a static method: a loop over groups of lanes, and in it the fragment's statements, loops as loops.
 *
 * <p>The address of coordinate j is j · stride + lane. For every loop the product of its index and the stride is kept in a local,
 * so that addresses need no multiplication but by small constants.
 */
final class FragmentWriter {

    /** Points, directions, parameters, values, gradients, products, scratch, rare, stride, first, last; then come the indices of loops. */
    private static final String PARAMETERS_BEFORE_INDICES = "([D[D[D[D[D[D[D[IIII";

    private static final int POINTS = 0;
    private static final int DIRECTIONS = 1;
    private static final int PARAMETERS = 2;
    private static final int VALUES = 3;
    private static final int GRADIENTS = 4;
    private static final int PRODUCTS = 5;
    private static final int SCRATCH = 6;
    private static final int RARE = 7;
    private static final int STRIDE = 8;
    private static final int FIRST = 9;
    private static final int LAST = 10;
    private static final int INDICES = 11;

    private final MethodVisitor method;
    private final MethodNode code = new MethodNode(Opcodes.ASM9);
    private final MethodNode head = new MethodNode(Opcodes.ASM9);
    private final Target target;
    private final ScratchLayout layout;
    private final Map<Value, Integer> locals = new HashMap<>();
    private final LoopIndices indices = new LoopIndices(code);
    private final LoopIndices strides = new LoopIndices(code);
    private final Fragment fragment;
    private final int lane;
    private int nextLocal;

    FragmentWriter(MethodVisitor method, Target target, ScratchLayout layout, Fragment fragment) {
        this.method = method;
        this.target = target;
        this.layout = layout;
        this.fragment = fragment;
        lane = INDICES + fragment.around().size();
        nextLocal = lane + 1;
    }

    /** The type of a fragment's method. */
    static String descriptor(Fragment fragment) {
        return PARAMETERS_BEFORE_INDICES + "I".repeat(fragment.around().size()) + ")V";
    }

    /** Writes the method's body; returns how many bytes it takes. */
    int write() {
        target.begin(code, this::allot);
        for (int k = 0; k < fragment.around().size(); k++) {
            open(fragment.around().get(k), INDICES + k, head);
        }
        Label next = new Label();
        Label done = new Label();
        code.visitVarInsn(ILOAD, FIRST);
        code.visitVarInsn(ISTORE, lane);
        code.visitLabel(next);
        code.visitVarInsn(ILOAD, lane);
        code.visitVarInsn(ILOAD, LAST);
        code.visitJumpInsn(IF_ICMPGE, done);
        target.beginGroup();
        for (Value value : fragment.received()) {
            receive(value);
        }
        statements(fragment.statements());
        fragment.passed().forEach(value -> target.storeElement(local(value), () -> passedAddress(value)));
        fragment.starting().forEach(carry -> putCarried(carry, carry.initial()));
        fragment.continued().forEach(carry -> putCarried(carry, carry.next()));
        fragment.result()
                .ifPresent(result -> target.storeElement(inLocal(result), () -> {
                    code.visitVarInsn(ALOAD, VALUES);
                    code.visitVarInsn(ILOAD, lane);
                }));
        target.endGroup(this::rareAddress);
        code.visitIincInsn(lane, target.lanes());
        code.visitJumpInsn(GOTO, next);
        code.visitLabel(done);
        code.visitInsn(RETURN);
        method.visitCode();
        target.prologue(method);
        head.instructions.accept(method);
        code.instructions.accept(method);
        Label end = new Label();
        method.visitLabel(end);
        method.visitMaxs(0, 0);
        method.visitEnd();
        return end.getOffset();
    }

    private void putCarried(Carry carry, Value value) {
        target.storeElement(inLocal(value), () -> passedAddress(carry.current()));
    }

    private void rareAddress() {
        code.visitVarInsn(ALOAD, RARE);
        LoopIndices.push(code, LaneCode.ANY);
        LoopIndices.push(code, 1);
        code.visitInsn(IASTORE);
        code.visitVarInsn(ALOAD, RARE);
        code.visitVarInsn(ILOAD, lane);
        code.visitVarInsn(ILOAD, FIRST);
        code.visitInsn(ISUB);
        LoopIndices.push(code, target.lanes());
        code.visitInsn(IDIV);
        LoopIndices.push(code, 1);
        code.visitInsn(IADD);
    }

    private void receive(Value value) {
        if (value.operation() == Operation.LOAD || value.operation() == Operation.INDEX) {
            value(value);
        } else {
            passedAddress(value);
            target.loadElement();
            define(value);
        }
    }

    private void passedAddress(Value value) {
        code.visitVarInsn(ALOAD, SCRATCH);
        LoopIndices.push(code, layout.place(value));
        code.visitVarInsn(ILOAD, lane);
        code.visitInsn(IADD);
        code.visitVarInsn(ILOAD, FIRST);
        code.visitInsn(ISUB);
    }

    private void statements(List<Statement> statements) {
        for (Statement statement : statements) {
            if (statement instanceof Value value) {
                value(value);
            } else if (statement instanceof Loop loop) {
                loop(loop);
            } else if (statement instanceof Accumulate accumulate) {
                accumulate(accumulate);
            } else if (statement instanceof Remember remember) {
                int local = inLocal(remember.value());
                target.storeElement(local, () -> memoryAddress(remember.scratch(), remember.index()));
            }
        }
    }

    private void value(Value value) {
        switch (value.operation()) {
            case CARRIED, FINAL -> {}
            case LOAD -> {
                if (!locals.containsKey(value)) {
                    load(value);
                }
            }
            case INDEX -> {
                if (!locals.containsKey(value)) {
                    indices.push(value.affine());
                    target.fromInt();
                    define(value);
                }
            }
            case RECALL -> {
                memoryAddress(value.memory().scratch(), value.memory().index());
                target.loadElement();
                define(value);
            }
            default -> locals.put(value, target.compute(value, this::local));
        }
    }

    private void load(Value value) {
        Input input = value.address().input();
        if (input.isUniform()) {
            loadUniform(value, input == Input.PARAMETER ? PARAMETERS : DIRECTIONS);
            return;
        }
        address(input == Input.POINT ? POINTS : DIRECTIONS, value.address().index());
        target.loadElement();
        define(value);
    }

    /** What is the same in all lanes is read before their loop, if it is known where. */
    private void loadUniform(Value value, int array) {
        Affine index = value.address().index();
        MethodNode at = index.isConstant() ? head : code;
        at.visitVarInsn(ALOAD, array);
        if (index.isConstant()) {
            at.visitLdcInsn(Math.toIntExact(index.constant()));
        } else {
            indices.push(index);
        }
        target.loadUniform(at);
        int local = allotNumber();
        at.visitVarInsn(target.localSize() == 1 ? ASTORE : DSTORE, local);
        locals.put(value, local);
    }

    private void accumulate(Accumulate accumulate) {
        int array = accumulate.output() == Output.GRADIENT ? GRADIENTS : PRODUCTS;
        int local = inLocal(accumulate.value());
        if (accumulate.factor() != null || !accumulate.overwrites()) {
            target.load(local);
            if (accumulate.factor() != null) {
                target.load(inLocal(accumulate.factor()));
            }
            if (!accumulate.overwrites()) {
                address(array, accumulate.index());
                target.loadElement();
            }
            if (accumulate.factor() == null) {
                target.add();
            } else if (accumulate.overwrites()) {
                target.multiply();
            } else {
                target.fuse();
            }
            local = allotNumber();
            target.store(local);
        }
        target.storeElement(local, () -> address(array, accumulate.index()));
    }

    private void loop(Loop loop) {
        for (Carry carry : loop.carries()) {
            if (carry.initial().isConstant()) {
                target.pushInitial(carry.initial());
            } else {
                target.load(local(carry.initial()));
            }
            int local = allotNumber();
            target.store(local);
            locals.put(carry.current(), local);
            locals.put(carry.result(), local);
        }
        int index = allot(1);
        int last = allot(1);
        indices.push(loop.descending() ? loop.to() : loop.from());
        code.visitVarInsn(ISTORE, index);
        int strided = open(loop, index, code);
        indices.push(loop.descending() ? loop.from() : loop.to());
        code.visitVarInsn(ISTORE, last);
        Label next = new Label();
        Label done = new Label();
        code.visitLabel(next);
        code.visitVarInsn(ILOAD, index);
        code.visitVarInsn(ILOAD, last);
        code.visitJumpInsn(loop.descending() ? IF_ICMPLT : IF_ICMPGT, done);
        target.enterLoop();
        statements(loop.body().statements());
        assign(loop.carries());
        target.leaveLoop();
        code.visitIincInsn(index, loop.descending() ? -1 : 1);
        code.visitVarInsn(ILOAD, strided);
        code.visitVarInsn(ILOAD, STRIDE);
        code.visitInsn(loop.descending() ? ISUB : IADD);
        code.visitVarInsn(ISTORE, strided);
        code.visitJumpInsn(GOTO, next);
        code.visitLabel(done);
    }

    /** Lets a local be the index of a loop; returns the one of the index times the stride. */
    private int open(Loop loop, int index, MethodVisitor at) {
        int strided = allot(1);
        at.visitVarInsn(ILOAD, index);
        at.visitVarInsn(ILOAD, STRIDE);
        at.visitInsn(IMUL);
        at.visitVarInsn(ISTORE, strided);
        indices.put(loop, index);
        strides.put(loop, strided);
        return strided;
    }

    private void assign(List<Carry> carries) {
        for (Carry carry : carries) {
            pushValue(carry.next());
        }
        for (int k = carries.size() - 1; k >= 0; k--) {
            target.store(local(carries.get(k).current()));
        }
    }

    private void address(int array, Affine index) {
        code.visitVarInsn(ALOAD, array);
        code.visitVarInsn(ILOAD, lane);
        if (index.constant() != 0) {
            code.visitVarInsn(ILOAD, STRIDE);
            if (index.constant() != 1) {
                LoopIndices.push(code, Math.toIntExact(index.constant()));
                code.visitInsn(IMUL);
            }
            code.visitInsn(IADD);
        }
        strides.add(index);
    }

    private void memoryAddress(Statement.Scratch scratch, Affine index) {
        code.visitVarInsn(ALOAD, SCRATCH);
        indices.push(index);
        LoopIndices.push(code, layout.lanes());
        code.visitInsn(IMUL);
        LoopIndices.push(code, layout.place(scratch));
        code.visitInsn(IADD);
        code.visitVarInsn(ILOAD, lane);
        code.visitInsn(IADD);
        code.visitVarInsn(ILOAD, FIRST);
        code.visitInsn(ISUB);
    }

    private void pushValue(Value value) {
        if (value.isConstant()) {
            target.push(value);
        } else {
            target.load(local(value));
        }
    }

    private int inLocal(Value value) {
        if (!value.isConstant()) {
            return local(value);
        }
        int local = allotNumber();
        target.push(value);
        target.store(local);
        return local;
    }

    private void define(Value value) {
        int local = allotNumber();
        target.store(local);
        locals.put(value, local);
    }

    private int local(Value value) {
        Integer local = locals.get(value);
        if (local == null) {
            throw new IllegalStateException("used before it is computed: " + value);
        }
        return local;
    }

    private int allotNumber() {
        return allot(target.localSize());
    }

    private int allot(int size) {
        int local = nextLocal;
        nextLocal += size;
        return local;
    }
}
