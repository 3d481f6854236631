package org.thalweg.core.linalg;

import java.util.List;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Has every operation of vectors done once that is done anywhere here.
 *
 * <p>The module looks an operation up when it is first done, and remembers it. In Java 17 that look-up is compiled into all code that does
 * operations; where a new one comes after that, it ends in a trap, and the compiler counts traps over all that it inlines: beyond a
 * hundred or so it no longer trusts the types of vectors, and what comes last in a long formula stays objects, often for as long as this
 * virtual machine lives. One process in four was caught by it, one in eight for good.
 */
public final class VectorOperations implements Runnable {
    private static final List<VectorOperators.Unary> OF_A_DOUBLE =
            List.of(VectorOperators.NEG, VectorOperators.ABS, VectorOperators.SQRT);

    private static final List<VectorOperators.Binary> OF_DOUBLES = List.of(
            VectorOperators.ADD,
            VectorOperators.SUB,
            VectorOperators.MUL,
            VectorOperators.DIV,
            VectorOperators.MIN,
            VectorOperators.MAX);

    private static final List<VectorOperators.Binary> OF_LONGS = List.of(
            VectorOperators.ADD,
            VectorOperators.SUB,
            VectorOperators.MAX,
            VectorOperators.AND,
            VectorOperators.OR,
            VectorOperators.XOR);

    private static final List<VectorOperators.Binary> SHIFTS =
            List.of(VectorOperators.LSHL, VectorOperators.LSHR, VectorOperators.ASHR);

    /** Made by name, in {@link VectorModule}. */
    public VectorOperations() {}

    @Override
    public void run() {
        DoubleVector doubles = DoubleVector.broadcast(DoubleVector.SPECIES_PREFERRED, 1);
        LongVector longs = doubles.reinterpretAsLongs();
        OF_A_DOUBLE.forEach(doubles::lanewise);
        OF_DOUBLES.forEach(operator -> doubles.lanewise(operator, doubles));
        doubles.fma(doubles, doubles);
        OF_LONGS.forEach(operator -> longs.lanewise(operator, longs));
        SHIFTS.forEach(operator -> longs.lanewise(operator, 1));
    }
}
