package org.thalweg.core.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Vector code that is given up for scalar code if the virtual machine does not compile it to vector instructions.
 *
 * <p>Then every vector is an object, and the code many times slower. It shows in the memory that a run takes: compiled well, it takes
 * none. So once the code has had time to be compiled, runs are watched until one takes none, or for as long again. Results are the
 * same bits either way.
 */
final class CheckedVectorRunner implements ProgramRunner {

    private static final System.Logger LOG = System.getLogger(CheckedVectorRunner.class.getName());

    /** Vector operations before the check, some tenths of a second even if all are on objects. */
    private static final long OPERATIONS_TO_WARM_UP = 100_000_000;

    /** Bytes an operation: a vector that is an object takes 100 or more, and most operations make one. */
    private static final long NEARLY_NOTHING = 4;

    /** Bytes that what is around the code may take in a run, while it is not compiled yet. */
    private static final long AROUND = 1024;

    private static boolean logged;

    private final ProgramRunner vector;
    private final ProgramRunner scalar;
    private final int group;
    private final long operations;
    private long groups;
    private State state = State.WARMING_UP;

    private enum State {
        WARMING_UP,
        WATCHED,
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
        if (state == State.GIVEN_UP || count == 0) {
            scalar.run(lanes, first, last);
            return;
        }
        if (state != State.WATCHED) {
            vector.run(lanes, first, last);
        } else if (isWithoutObjects(lanes, first, last)) {
            state = State.GOOD;
        }
        if (state != State.GOOD) {
            groups += count;
            advance();
        }
    }

    private void advance() {
        if (groups < OPERATIONS_TO_WARM_UP / operations) {
            return;
        }
        groups = 0;
        if (state == State.WARMING_UP) {
            state = State.WATCHED;
        } else {
            state = State.GIVEN_UP;
            log();
        }
    }

    private boolean isWithoutObjects(Lanes lanes, int first, int last) {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)
                || !threads.isThreadAllocatedMemorySupported()
                || !threads.isThreadAllocatedMemoryEnabled()) {
            vector.run(lanes, first, last);
            return true;
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        vector.run(lanes, first, last);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        return allocated <= AROUND + NEARLY_NOTHING * operations * ((last - first) / group);
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
