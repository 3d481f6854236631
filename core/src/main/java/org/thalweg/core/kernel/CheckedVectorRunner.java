package org.thalweg.core.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Vector code that is given up for scalar code if the virtual machine does not compile it to vector instructions.
 *
 * <p>Then every vector is an object, and the code many times slower. It shows in the memory that a run takes: compiled well, it takes
 * none. So until some runs have taken none, the vector code is on trial: it does one run in {@value #TRIAL}, scalar code the others; and
 * after {@value #LONG_TRIAL} operations without success it is given up. Results are the same bits either way.
 */
final class CheckedVectorRunner implements ProgramRunner {

    private static final System.Logger LOG = System.getLogger(CheckedVectorRunner.class.getName());

    private static final int TRIAL = 8;

    /** Vector operations: some seconds if all are on objects, where compilation takes one at most. */
    private static final long LONG_TRIAL = 200_000_000;

    /** Bytes an operation: a vector that is an object takes 100 or more, and most operations make one. */
    private static final long NEARLY_NOTHING = 4;

    /** Vector operations enough to tell: the code around may take some bytes, too, while it is not compiled yet. */
    private static final long SHORT_TRIAL = 2_000;

    private static boolean logged;

    private final ProgramRunner vector;
    private final ProgramRunner scalar;
    private final int group;
    private final long operations;
    private long runs;
    private long bytes;
    private long work;
    private long tried;
    private State state = State.ON_TRIAL;

    private enum State {
        ON_TRIAL,
        GOOD,
        GIVEN_UP
    }

    /** @param operations vector operations for one group of lanes */
    CheckedVectorRunner(ProgramRunner vector, ProgramRunner scalar, int group, long operations) {
        this.vector = vector;
        this.scalar = scalar;
        this.group = group;
        this.operations = Math.max(1, operations);
    }

    @Override
    public void run(Lanes lanes, int first, int last) {
        int count = (last - first) / group;
        if (state == State.GOOD && count > 0) {
            vector.run(lanes, first, last);
        } else if (state == State.ON_TRIAL && count > 0 && runs++ % TRIAL == 0) {
            tryOut(lanes, first, last);
        } else {
            scalar.run(lanes, first, last);
        }
    }

    @Override
    public KernelBackend backend() {
        return state == State.GOOD ? KernelBackend.VECTOR : scalar.backend();
    }

    private void tryOut(Lanes lanes, int first, int last) {
        bytes += memoryOfRun(lanes, first, last);
        work += operations * ((last - first) / group);
        if (work < SHORT_TRIAL) {
            return;
        }
        tried += work;
        if (bytes <= NEARLY_NOTHING * work) {
            state = State.GOOD;
        } else if (tried > LONG_TRIAL) {
            state = State.GIVEN_UP;
            log();
        }
        bytes = 0;
        work = 0;
    }

    /** Bytes that a run takes; 0 if the virtual machine does not tell. */
    private long memoryOfRun(Lanes lanes, int first, int last) {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)
                || !threads.isThreadAllocatedMemorySupported()
                || !threads.isThreadAllocatedMemoryEnabled()) {
            vector.run(lanes, first, last);
            return 0;
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        vector.run(lanes, first, last);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static synchronized void log() {
        if (!logged) {
            logged = true;
            LOG.log(
                    System.Logger.Level.INFO,
                    "The virtual machine does not compile this formula's vector code well: scalar code is used instead.");
        }
    }
}
