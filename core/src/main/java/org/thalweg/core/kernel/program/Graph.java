package org.thalweg.core.kernel.program;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.kernel.program.Statement.Accumulate;
import org.thalweg.core.kernel.program.Statement.Input;
import org.thalweg.core.kernel.program.Statement.Output;
import org.thalweg.core.kernel.program.Statement.Remember;
import org.thalweg.core.kernel.program.Statement.Scratch;

/**
 * A program under construction: it only grows, and an operation on the same operands is the same value.
 *
 * <p>A value is put into the outermost region in which its operands are known, so what does not change in a loop is computed
 * before it. No arithmetic is rearranged here: what is asked for is what is emitted, or a constant with the same bits.
 */
final class Graph {

    private final Region constants = new Region(null, null);
    private final Region top = new Region(constants, null);
    private final Deque<Loop> open = new ArrayDeque<>();
    private Region current = top;
    private final Input active;
    private int values;
    private int scratches;

    /** @param active the input with respect to which is differentiated */
    Graph(Input active) {
        this.active = active;
    }

    /** The input with respect to which is differentiated. */
    Input active() {
        return active;
    }

    Region constants() {
        return constants;
    }

    Region top() {
        return top;
    }

    /** Where statements are being added: the top level or the innermost open loop. */
    Region current() {
        return current;
    }

    /** A number by its text; {@code pi} and {@code e} are the irrational ones. */
    Value constant(String text) {
        double nearest = text.equals("pi") ? Math.PI : text.equals("e") ? Math.E : Double.parseDouble(text);
        return place(constants, new Value.Form(Operation.CONSTANT, null, null, null, text), nearest, false);
    }

    Value constant(long number) {
        return number < 0 ? emit(Operation.NEGATE, constant(Long.toString(-number))) : constant(Long.toString(number));
    }

    Value load(Input input, Affine index) {
        Object address = new Value.Address(input, index);
        return place(
                index.region(top),
                new Value.Form(Operation.LOAD, null, null, null, address),
                Double.NaN,
                input == active);
    }

    /** An index as a number; a constant one is a constant. */
    Value index(Affine index) {
        return index.isConstant()
                ? constant(index.constant())
                : place(index.region(top), new Value.Form(Operation.INDEX, null, null, null, index), Double.NaN, false);
    }

    /** What {@link #remember} put there earlier in this evaluation. */
    Value recall(Scratch scratch, Affine index, boolean active) {
        Object memory = new Value.Memory(scratch, index);
        Value.Form form = new Value.Form(Operation.RECALL, null, null, null, memory);
        Value value = create(current, form, Double.NaN, active);
        current.add(value);
        return value;
    }

    Value emit(Operation operation, Value a) {
        return emit(operation, a, null, null, null);
    }

    Value emit(Operation operation, Value a, Value b) {
        return emit(operation, a, b, null, null);
    }

    Value emit(Operation operation, Value a, Value b, Value c) {
        return emit(operation, a, b, c, null);
    }

    Value emitPower(Value a, Value b, Value base, int exponent) {
        return emit(Operation.POWER, a, b, null, new Value.IntegerPower(base, exponent));
    }

    private Value emit(Operation operation, Value a, @Nullable Value b, @Nullable Value c, @Nullable Object detail) {
        Region region = a.region();
        boolean active = a.isActive();
        if (b != null) {
            region = deeper(region, b.region());
            active |= b.isActive();
        }
        if (c != null) {
            region = deeper(region, c.region());
            active |= c.isActive();
        }
        double nearest = region.isConstants()
                ? DoubleArithmetic.apply(
                        operation, a.nearest(), b == null ? 0 : b.nearest(), c == null ? 0 : c.nearest())
                : Double.NaN;
        return place(region, new Value.Form(operation, a, b, c, detail), nearest, active && !operation.isTruth());
    }

    private static Region deeper(Region one, Region other) {
        return one.depth() >= other.depth() ? one : other;
    }

    private Value place(Region region, Value.Form form, double nearest, boolean active) {
        Value candidate = new Value(values, region, form, nearest, active);
        Value value = region.addIfNew(candidate);
        if (value.id() == values) {
            values++;
        }
        return value;
    }

    private Value create(Region region, Value.Form form, double nearest, boolean active) {
        return new Value(values++, region, form, nearest, active);
    }

    void accumulate(Output output, Affine index, Value value) {
        current.add(new Accumulate(output, index, value, null, false));
    }

    /** Adds value · factor. */
    void accumulate(Output output, Affine index, Value value, Value factor) {
        current.add(new Accumulate(output, index, value, factor, false));
    }

    void remember(Scratch scratch, Affine index, Value value) {
        current.add(new Remember(scratch, index, value));
    }

    Scratch scratch(long length) {
        return new Scratch(scratches++, length);
    }

    /** Starts a loop in the current region; what follows is its body, until {@link #close}. */
    Loop open(String name, Affine from, Affine to, boolean descending) {
        Loop loop = new Loop(current, name, from, to, descending);
        open.push(loop);
        current = loop.body();
        return loop;
    }

    /** A value that the innermost open loop carries, starting with {@code initial}. */
    Carry carry(Value initial, boolean active) {
        Loop loop = open.element();
        Carry carry = new Carry(initial);
        Value.Form form = new Value.Form(Operation.CARRIED, null, null, null, carry);
        carry.setCurrent(create(loop.body(), form, Double.NaN, active));
        loop.add(carry);
        return carry;
    }

    /** Ends the innermost open loop: carries have results from now on. */
    void close() {
        Loop loop = open.pop();
        Region outer = loop.body().parent();
        if (outer == null) {
            throw new IllegalStateException("a loop has a region around it");
        }
        current = outer;
        outer.add(loop);
        for (Carry carry : loop.carries()) {
            boolean active = carry.current().isActive();
            carry.setResult(
                    create(outer, new Value.Form(Operation.FINAL, null, null, null, carry), Double.NaN, active));
        }
    }
}
