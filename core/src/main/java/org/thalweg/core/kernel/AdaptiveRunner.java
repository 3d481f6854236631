package org.thalweg.core.kernel;

import org.jspecify.annotations.Nullable;
import org.thalweg.core.kernel.program.Program;

/**
 * The interpreter at first, since it starts at once; scalar code when enough has been evaluated to be worth the making; vector code
 * when much has been evaluated in batches.
 */
final class AdaptiveRunner implements ProgramRunner {

    /** Operations that the interpreter runs in the time that it takes to make a class and compile it. */
    private static final long WORTH_SCALAR = 1_000_000;

    /** The same for vector code, which takes most of a second to be compiled. */
    private static final long WORTH_VECTOR = 50_000_000;

    private final Program program;
    private final long size;
    private ProgramRunner current;
    private long operations;
    private long inBatches;
    private @Nullable ProgramRunner vector;
    private boolean isScalar;

    AdaptiveRunner(Program program) {
        this.program = program;
        this.size = Backends.operations(program);
        this.current = new Interpreter(program);
    }

    @Override
    public void run(Lanes lanes, int first, int last) {
        long more = size * (last - first);
        operations += more;
        if (!isScalar && operations > WORTH_SCALAR) {
            isScalar = true;
            current = Backends.scalar(program);
        }
        if (last - first >= Backends.lanes()) {
            inBatches += more;
            if (vector == null && inBatches > WORTH_VECTOR) {
                vector = Backends.vector(program, current);
            }
            if (vector != null) {
                vector.run(lanes, first, last);
                return;
            }
        }
        current.run(lanes, first, last);
    }

    @Override
    public KernelBackend backend() {
        return (vector == null ? current : vector).backend();
    }
}
