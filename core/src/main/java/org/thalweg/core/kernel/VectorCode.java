package org.thalweg.core.kernel;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;

/**
 * Emits operations of {@code jdk.incubator.vector} on local variables; an operation on the same operands is emitted once.
 *
 * <p>The names of the module are strings here, so that it need not be there when this is compiled or loaded.
 */
final class VectorCode {

    static final String PACKAGE = "jdk/incubator/vector/";
    static final String OPERATORS = PACKAGE + "VectorOperators";
    static final String VECTOR = "L" + PACKAGE + "Vector;";
    static final String MASK = PACKAGE + "VectorMask";

    /** What a local holds. */
    enum Kind {
        DOUBLE("DoubleVector"),
        LONG("LongVector"),
        DOUBLE_TRUTH("VectorMask"),
        LONG_TRUTH("VectorMask");

        private final String type;

        Kind(String type) {
            this.type = PACKAGE + type;
        }

        String type() {
            return type;
        }

        boolean isTruth() {
            return this == DOUBLE_TRUTH || this == LONG_TRUTH;
        }
    }

    /** A vector in a local, or one whose lanes are all a constant, a Double or a Long. */
    record Cell(Kind kind, int local, @Nullable Object constant) {
        static Cell of(double number) {
            return new Cell(Kind.DOUBLE, -1, number);
        }

        static Cell of(long number) {
            return new Cell(Kind.LONG, -1, number);
        }
    }

    private record Key(
            String operation,
            @Nullable Cell a,
            @Nullable Cell b,
            @Nullable Cell c) {}

    private final MethodVisitor code;
    private final Target.Locals locals;
    private final VectorConstants constants;
    private final Deque<Map<Key, Cell>> known = new ArrayDeque<>();

    VectorCode(MethodVisitor code, Target.Locals locals, VectorConstants constants) {
        this.code = code;
        this.locals = locals;
        this.constants = constants;
        known.push(new HashMap<>());
    }

    /** What is computed from here on is known until {@link #leave}. */
    void enter() {
        known.push(new HashMap<>());
    }

    void leave() {
        known.pop();
    }

    /** add, sub, mul, div, min, max of doubles; add, sub, and, or of longs. */
    Cell binary(String name, Cell a, Cell b) {
        Cell folded = ConstantFolding.binary(name, a, b);
        return folded != null
                ? folded
                : emit(
                        new Key(name, a, b, null),
                        a.kind(),
                        () -> call(a, name, "(" + VECTOR + ")", a.kind().type(), b));
    }

    /** neg, abs, sqrt. */
    Cell unary(String name, Cell a) {
        if (name.equals("neg") && a.constant() instanceof Double number) {
            return Cell.of(-number);
        }
        return emit(
                new Key(name, a, null, null),
                a.kind(),
                () -> call(a, name, "()", a.kind().type()));
    }

    Cell fma(Cell a, Cell b, Cell c) {
        return emit(
                new Key("fma", a, b, c),
                Kind.DOUBLE,
                () -> call(a, "fma", "(" + VECTOR + VECTOR + ")", Kind.DOUBLE.type(), b, c));
    }

    /** Of longs. */
    Cell exclusiveOr(Cell a, Cell b) {
        return emit(new Key("xor", a, b, null), Kind.LONG, () -> {
            push(a);
            operator("XOR", "Associative");
            push(b);
            String descriptor = "(L" + OPERATORS + "$Binary;" + VECTOR + ")L" + Kind.LONG.type() + ";";
            code.visitMethodInsn(INVOKEVIRTUAL, Kind.LONG.type(), "lanewise", descriptor, false);
        });
    }

    /** LSHL, LSHR or ASHR of longs by a number of bits. */
    Cell shift(String operator, Cell a, int bits) {
        return emit(new Key(operator + bits, a, null, null), Kind.LONG, () -> {
            push(a);
            operator(operator, "Binary");
            code.visitLdcInsn((long) bits);
            String descriptor = "(L" + OPERATORS + "$Binary;J)L" + Kind.LONG.type() + ";";
            code.visitMethodInsn(INVOKEVIRTUAL, Kind.LONG.type(), "lanewise", descriptor, false);
        });
    }

    Cell bits(Cell a) {
        if (a.constant() instanceof Double number) {
            return Cell.of(Double.doubleToRawLongBits(number));
        }
        return emit(
                new Key("bits", a, null, null), Kind.LONG, () -> call(a, "reinterpretAsLongs", "()", Kind.LONG.type()));
    }

    Cell doubles(Cell a) {
        if (a.constant() instanceof Long number) {
            return Cell.of(Double.longBitsToDouble(number));
        }
        return emit(
                new Key("doubles", a, null, null),
                Kind.DOUBLE,
                () -> call(a, "reinterpretAsDoubles", "()", Kind.DOUBLE.type()));
    }

    /** LT, LE or EQ. */
    Cell compare(String operator, Cell a, Cell b) {
        Kind kind = a.kind() == Kind.LONG ? Kind.LONG_TRUTH : Kind.DOUBLE_TRUTH;
        return emit(new Key(operator, a, b, null), kind, () -> {
            push(a);
            operator(operator, "Comparison");
            push(b);
            String descriptor = "(L" + OPERATORS + "$Comparison;" + VECTOR + ")L" + MASK + ";";
            code.visitMethodInsn(INVOKEVIRTUAL, a.kind().type(), "compare", descriptor, false);
        });
    }

    /** and, or of truths. */
    Cell join(String name, Cell a, Cell b) {
        return emit(
                new Key(name, a, b, null),
                a.kind(),
                () -> call(a, name, "(L" + MASK + ";)", Kind.DOUBLE_TRUTH.type(), b));
    }

    Cell not(Cell a) {
        return emit(new Key("not", a, null, null), a.kind(), () -> call(a, "not", "()", Kind.DOUBLE_TRUTH.type()));
    }

    Cell select(Cell truth, Cell whenTrue, Cell whenFalse) {
        return emit(
                new Key("blend", truth, whenTrue, whenFalse),
                whenTrue.kind(),
                () -> call(
                        whenFalse,
                        "blend",
                        "(" + VECTOR + "L" + MASK + ";)",
                        whenTrue.kind().type(),
                        whenTrue,
                        truth));
    }

    void push(Cell cell) {
        if (cell.constant() == null) {
            code.visitVarInsn(ALOAD, cell.local());
        } else {
            constants.push(code, cell);
        }
    }

    private void operator(String name, String type) {
        code.visitFieldInsn(GETSTATIC, OPERATORS, name, "L" + OPERATORS + "$" + type + ";");
    }

    private void call(Cell receiver, String name, String parameters, String result, Cell... arguments) {
        push(receiver);
        for (Cell argument : arguments) {
            push(argument);
        }
        String descriptor = parameters + "L" + result + ";";
        code.visitMethodInsn(INVOKEVIRTUAL, receiver.kind().type(), name, descriptor, false);
    }

    private Cell emit(Key key, Kind kind, Runnable instructions) {
        for (Map<Key, Cell> region : known) {
            Cell cell = region.get(key);
            if (cell != null) {
                return cell;
            }
        }
        instructions.run();
        Cell cell = new Cell(kind, locals.allot(1), null);
        code.visitVarInsn(ASTORE, cell.local());
        known.element().put(key, cell);
        return cell;
    }
}
