package org.thalweg.core.kernel;

import org.thalweg.core.kernel.ProgramRunner.Lanes;

/**
 * Tells whether the virtual machine has compiled vector code to vector instructions. If not, every vector is an object, which shows
 * in the memory that a run takes: compiled well, it takes none.
 */
final class Trial {

    /** Vector operations enough to tell: the code around may take some bytes, too, while it is not compiled yet. */
    static final long SHORT = 2_000;

    /** Bytes an operation: a vector that is an object takes 100 or more, and most operations make one. */
    private static final long NEARLY_NOTHING = 4;

    enum Verdict {
        OPEN,
        GOOD,
        GIVEN_UP
    }

    private final int group;
    private final long operations;
    private final long longest;
    private final AllocationMeter meter;
    private long bytes;
    private long work;
    private long tried;
    private Verdict verdict = Verdict.OPEN;

    /**
     * Begins a trial.
     *
     * @param group lanes that are computed together
     * @param operations vector operations for one group of lanes
     * @param longest vector operations after which the code is given up
     */
    Trial(int group, long operations, long longest, AllocationMeter meter) {
        this.group = group;
        this.operations = Math.max(1, operations);
        this.longest = longest;
        this.meter = meter;
    }

    int group() {
        return group;
    }

    Verdict verdict() {
        return verdict;
    }

    /** Runs the code, of which the trial is open, over some groups of lanes, and says what is known then. */
    Verdict run(ProgramRunner code, Lanes lanes, int first, int last) {
        long before = meter.bytes();
        code.run(lanes, first, last);
        bytes += meter.bytes() - before;
        work += operations * ((last - first) / group);
        if (work < SHORT) {
            return verdict;
        }
        tried += work;
        if (bytes <= NEARLY_NOTHING * work) {
            verdict = Verdict.GOOD;
        } else if (tried > longest) {
            verdict = Verdict.GIVEN_UP;
        }
        bytes = 0;
        work = 0;
        return verdict;
    }
}
