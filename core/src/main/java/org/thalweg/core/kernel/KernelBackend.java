package org.thalweg.core.kernel;

/** How programs are run. The bits of a result do not depend on it. */
public enum KernelBackend {
    /** An interpreter, instruction by instruction: starts at once. */
    REFERENCE,
    /** Bytecode on doubles, compiled by the virtual machine. */
    SCALAR,
    /** Bytecode on vectors of lanes; needs the module {@code jdk.incubator.vector}. */
    VECTOR,
    /** The interpreter first, and the fastest that there is once enough points have been evaluated. */
    AUTO;

    /** Whether it runs here; where it does not, a slower one takes its place. */
    public boolean isAvailable() {
        return this != VECTOR || Backends.lanes() < Integer.MAX_VALUE;
    }

    /** How many points are evaluated at once. */
    public int lanes() {
        return this == VECTOR && isAvailable() ? Backends.lanes() : 1;
    }
}
