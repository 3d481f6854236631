package org.thalweg.core.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.thalweg.core.expression.ExpressionException;
import org.thalweg.core.kernel.program.Affine;
import org.thalweg.core.kernel.program.Carry;
import org.thalweg.core.kernel.program.Loop;
import org.thalweg.core.kernel.program.Operation;
import org.thalweg.core.kernel.program.PerValue;
import org.thalweg.core.kernel.program.Program;
import org.thalweg.core.kernel.program.Region;
import org.thalweg.core.kernel.program.Statement;
import org.thalweg.core.kernel.program.Statement.Accumulate;
import org.thalweg.core.kernel.program.Statement.Output;
import org.thalweg.core.kernel.program.Statement.Remember;
import org.thalweg.core.kernel.program.Statement.Scratch;
import org.thalweg.core.kernel.program.Value;

/**
 * A program as integers for an interpreter: instructions of {@value #WIDTH} numbers, {@code code, slot, a, b, c}.
 *
 * <p>Every value has a slot among the doubles; constants are in theirs from the start. An index form is where its numbers start in {@link #forms()}: constant, count, then pairs of loop and coefficient.
 */
final class Instructions {

    static final int WIDTH = 5;

    /** Numbers that a program may remember from one loop for another. */
    static final int LARGEST_MEMORY = 1 << 24;

    /** slot ← a + b. */
    static final int ADD = 0;

    /** slot ← a − b. */
    static final int SUBTRACT = 1;

    /** slot ← a·b. */
    static final int MULTIPLY = 2;

    /** slot ← a/b. */
    static final int DIVIDE = 3;

    /** slot ← −a. */
    static final int NEGATE = 4;

    /** slot ← a·b + c. */
    static final int FMA = 5;

    /** slot ← c − a·b. */
    static final int FNMA = 6;

    /** slot ← a·b − c. */
    static final int FMS = 7;

    /** slot ← b if a, else c. */
    static final int SELECT = 8;

    /** slot ← √a. */
    static final int SQUARE_ROOT = 9;

    /** slot ← operation c of {@link #functions()} of a and b. */
    static final int FUNCTION = 10;

    /** slot ← a. */
    static final int MOVE = 11;

    /** slot ← point[a]. */
    static final int LOAD_COORDINATE = 12;

    /** slot ← point[form a]. */
    static final int LOAD_POINT = 13;

    /** slot ← direction[form a]. */
    static final int LOAD_DIRECTION = 14;

    /** slot ← form a. */
    static final int INDEX = 15;

    /** slot ← memory[a + form b]. */
    static final int RECALL = 16;

    /** memory[a + form b] ← slot. */
    static final int REMEMBER = 17;

    /** gradient[form a] += slot. */
    static final int ADD_TO_GRADIENT = 18;

    /** product[form a] += slot. */
    static final int ADD_TO_PRODUCT = 19;

    /** gradient[form a] ← slot. */
    static final int SET_GRADIENT = 23;

    /** product[form a] ← slot. */
    static final int SET_PRODUCT = 24;

    /** gradient[form a] += slot·b. */
    static final int ADD_PRODUCT_TO_GRADIENT = 25;

    /** product[form a] += slot·b. */
    static final int ADD_PRODUCT_TO_PRODUCT = 26;

    /** slot ← parameter[form a]. */
    static final int LOAD_PARAMETER = 27;

    /** slot ← direction[form a], the same in all lanes. */
    static final int LOAD_PARAMETER_DIRECTION = 28;

    /** Starts loop {@code slot}, ascending from form a to form b, or goes to instruction c if it is empty. */
    static final int ASCEND = 20;

    /** Starts loop {@code slot}, descending from form b to form a, or goes to instruction c if it is empty. */
    static final int DESCEND = 21;

    /** Goes to instruction c with the next index of loop {@code slot}, b further, if there is one. */
    static final int AGAIN = 22;

    private final PerValue<Integer> slots = new PerValue<>();
    private final Map<Affine, Integer> formStarts = new HashMap<>();
    private final Map<Loop, Integer> loops = new HashMap<>();
    private final Map<Scratch, Integer> memories = new HashMap<>();
    private final List<Operation> functions = new ArrayList<>();
    private int[] codes = new int[64 * WIDTH];
    private int length;
    private int[] forms = new int[16];
    private int formsLength;
    private long memory;
    private int slotCount;
    private final double[] constants;
    private final int result;

    Instructions(Program program) {
        constants = new double[program.constants().statements().size()];
        for (Statement statement : program.constants().statements()) {
            Value constant = (Value) statement;
            constants[slotCount] = constant.nearest();
            slots.put(constant, slotCount++);
        }
        add(program.top());
        result = slot(program.result());
        if (memory > LARGEST_MEMORY) {
            throw new ExpressionException(
                    "the products of the formula need memory for %,d factors: at most %,d are possible. Maybe take the logarithm: a sum needs none."
                            .formatted(memory, LARGEST_MEMORY));
        }
        codes = Arrays.copyOf(codes, length);
        forms = Arrays.copyOf(forms, formsLength);
    }

    int[] codes() {
        return codes;
    }

    Operation[] functions() {
        return functions.toArray(new Operation[0]);
    }

    int[] forms() {
        return forms;
    }

    int loopCount() {
        return loops.size();
    }

    int memorySize() {
        return (int) memory;
    }

    int result() {
        return result;
    }

    /** The doubles at the start. */
    double[] slots() {
        return Arrays.copyOf(constants, slotCount);
    }

    private void add(Region region) {
        for (Statement statement : region.statements()) {
            if (statement instanceof Value value) {
                add(value);
            } else if (statement instanceof Loop loop) {
                add(loop);
            } else if (statement instanceof Accumulate accumulate) {
                add(accumulate);
            } else if (statement instanceof Remember remember) {
                put(REMEMBER, slot(remember.value()), memory(remember.scratch()), form(remember.index()), 0);
            }
        }
    }

    private void add(Accumulate accumulate) {
        int slot = slot(accumulate.value());
        if (accumulate.factor() == null) {
            put(code(accumulate), slot, form(accumulate.index()), 0, 0);
        } else if (accumulate.overwrites()) {
            int product = slotCount++;
            put(MULTIPLY, product, slot, slot(accumulate.factor()), 0);
            put(code(accumulate), product, form(accumulate.index()), 0, 0);
        } else {
            boolean gradient = accumulate.output() == Output.GRADIENT;
            int code = gradient ? ADD_PRODUCT_TO_GRADIENT : ADD_PRODUCT_TO_PRODUCT;
            put(code, slot, form(accumulate.index()), slot(accumulate.factor()), 0);
        }
    }

    private void add(Value value) {
        Operation operation = value.operation();
        switch (operation) {
            case CARRIED, FINAL -> {}
            case LOAD -> addLoad(value);
            case INDEX -> put(INDEX, newSlot(value), form(value.affine()), 0, 0);
            case RECALL -> {
                Value.Memory source = value.memory();
                put(RECALL, newSlot(value), memory(source.scratch()), form(source.index()), 0);
            }
            default -> {
                int arity = operation.arity();
                int a = slot(value.a());
                int b = arity > 1 ? slot(value.b()) : 0;
                int c = arity > 2 ? slot(value.c()) : 0;
                int code = code(operation);
                put(code, newSlot(value), a, b, code == FUNCTION ? function(operation) : c);
            }
        }
    }

    private void addLoad(Value value) {
        Affine index = value.address().index();
        if (value.address().input() != Statement.Input.POINT) {
            int code = switch (value.address().input()) {
                case DIRECTION -> LOAD_DIRECTION;
                case PARAMETER -> LOAD_PARAMETER;
                default -> LOAD_PARAMETER_DIRECTION;
            };
            put(code, newSlot(value), form(index), 0, 0);
        } else if (index.isConstant()) {
            put(LOAD_COORDINATE, newSlot(value), Math.toIntExact(index.constant()), 0, 0);
        } else {
            put(LOAD_POINT, newSlot(value), form(index), 0, 0);
        }
    }

    private int function(Operation operation) {
        int known = functions.indexOf(operation);
        if (known >= 0) {
            return known;
        }
        functions.add(operation);
        return functions.size() - 1;
    }

    private static int code(Accumulate accumulate) {
        if (accumulate.output() == Output.GRADIENT) {
            return accumulate.overwrites() ? SET_GRADIENT : ADD_TO_GRADIENT;
        }
        return accumulate.overwrites() ? SET_PRODUCT : ADD_TO_PRODUCT;
    }

    private static int code(Operation operation) {
        return switch (operation) {
            case ADD -> ADD;
            case SUBTRACT -> SUBTRACT;
            case MULTIPLY, POWER -> MULTIPLY;
            case DIVIDE -> DIVIDE;
            case NEGATE -> NEGATE;
            case FMA -> FMA;
            case FNMA -> FNMA;
            case FMS -> FMS;
            case SELECT -> SELECT;
            case SQRT -> SQUARE_ROOT;
            default -> FUNCTION;
        };
    }

    private void add(Loop loop) {
        int index = loops.size();
        loops.put(loop, index);
        for (Carry carry : loop.carries()) {
            put(MOVE, newSlot(carry.current()), slot(carry.initial()), 0, 0);
            slots.put(carry.result(), slot(carry.current()));
        }
        int start = length;
        put(loop.descending() ? DESCEND : ASCEND, index, form(loop.from()), form(loop.to()), 0);
        add(loop.body());
        assign(loop.carries());
        put(AGAIN, index, 0, loop.descending() ? -1 : 1, start + WIDTH);
        codes[start + 4] = length;
    }

    /** Gives all carries their next values, as if together: one that is another's old value is put aside first. */
    private void assign(List<Carry> carries) {
        Set<Integer> targets = new HashSet<>();
        for (Carry carry : carries) {
            targets.add(slot(carry.current()));
        }
        Map<Integer, Integer> aside = new HashMap<>();
        for (Carry carry : carries) {
            int source = slot(carry.next());
            if (targets.contains(source) && !aside.containsKey(source)) {
                int copy = slotCount++;
                put(MOVE, copy, source, 0, 0);
                aside.put(source, copy);
            }
        }
        for (Carry carry : carries) {
            int source = slot(carry.next());
            put(MOVE, slot(carry.current()), aside.getOrDefault(source, source), 0, 0);
        }
    }

    private void put(int code, int slot, int a, int b, int c) {
        if (length + WIDTH > codes.length) {
            codes = Arrays.copyOf(codes, codes.length * 2);
        }
        codes[length] = code;
        codes[length + 1] = slot;
        codes[length + 2] = a;
        codes[length + 3] = b;
        codes[length + 4] = c;
        length += WIDTH;
    }

    private int newSlot(Value value) {
        slots.put(value, slotCount);
        return slotCount++;
    }

    private int slot(Value value) {
        Integer slot = slots.get(value);
        if (slot == null) {
            throw new IllegalStateException("used before it is computed: " + value);
        }
        return slot;
    }

    private int memory(Scratch scratch) {
        Integer start = memories.get(scratch);
        if (start == null) {
            start = (int) Math.min(memory, Integer.MAX_VALUE);
            memory = Math.addExact(memory, scratch.length());
            memories.put(scratch, start);
        }
        return start;
    }

    private int form(Affine affine) {
        Integer known = formStarts.get(affine);
        if (known != null) {
            return known;
        }
        int count = affine.loops().length;
        while (formsLength + 2 + 2 * count > forms.length) {
            forms = Arrays.copyOf(forms, forms.length * 2);
        }
        int start = formsLength;
        forms[formsLength++] = Math.toIntExact(affine.constant());
        forms[formsLength++] = count;
        for (int k = 0; k < count; k++) {
            forms[formsLength++] = loops.getOrDefault(affine.loops()[k], -1);
            forms[formsLength++] = Math.toIntExact(affine.coefficients()[k]);
        }
        formStarts.put(affine, start);
        return start;
    }
}
