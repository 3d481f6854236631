package org.thalweg.core.kernel;

/**
 * How large the methods of generated code may be.
 *
 * @param method the cost up to which a method is still compiled well
 * @param loop the cost of one iteration up to which a loop is not cut: cutting it sends what its pieces share through memory
 */
record MethodLimits(int method, int loop) {

    /** Bytes of bytecode past which HotSpot does not compile a method. */
    static final int HUGE = 8000;

    private static final int SMALLEST = 16;

    /** For methods that have turned out too large. */
    MethodLimits halved() {
        return new MethodLimits(method / 2, loop / 2);
    }

    /** Whether methods can be smaller still. */
    boolean canBeHalved() {
        return Math.min(method, loop) >= 2 * SMALLEST;
    }
}
