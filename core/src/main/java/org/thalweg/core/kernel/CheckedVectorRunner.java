package org.thalweg.core.kernel;

/**
 * Vector code that is given up for scalar code if the virtual machine does not compile it to vector instructions.
 *
 * <p>Then every vector is an object, and the code many times slower. It shows in the memory that a run takes: compiled well, it takes
 * none. So until some runs have taken none, the vector code is on trial: it does one run in {@value #TRIAL}, scalar code the others; and
 * after {@value #LONG_TRIAL} operations without success it is given up. Results are the same bits either way.
 */
final class CheckedVectorRunner implements ProgramRunner {

    private static final System.Logger LOG = System.getLogger(CheckedVectorRunner.class.getName());

    static final int TRIAL = 8;

    /** Vector operations: some seconds if all are on objects, where compilation takes one at most. */
    static final long LONG_TRIAL = 200_000_000;

    /** Bytes an operation: a vector that is an object takes 100 or more, and most operations make one. */
    private static final long NEARLY_NOTHING = 4;

    /** Vector operations enough to tell: the code around may take some bytes, too, while it is not compiled yet. */
    static final long SHORT_TRIAL = 2_000;

    private static boolean logged;

    private final ProgramRunner vector;
    private final ProgramRunner scalar;
    private final int group;
    private final long operations;
    private final AllocationMeter meter;
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

    /**
     * Starts a trial.
     *
     * @param group lanes that are computed together
     * @param operations vector operations for one group of lanes
     */
    CheckedVectorRunner(ProgramRunner vector, ProgramRunner scalar, int group, long operations, AllocationMeter meter) {
        this.vector = vector;
        this.scalar = scalar;
        this.group = group;
        this.operations = Math.max(1, operations);
        this.meter = meter;
    }

    @Override
    public void run(Lanes lanes, int first, int last) {
        boolean isGroup = last - first >= group;
        if (state == State.GOOD && isGroup) {
            vector.run(lanes, first, last);
        } else if (state == State.ON_TRIAL && isGroup && runs++ % TRIAL == 0) {
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
        long before = meter.bytes();
        vector.run(lanes, first, last);
        bytes += meter.bytes() - before;
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

    private static synchronized void log() {
        if (!logged) {
            logged = true;
            LOG.log(
                    System.Logger.Level.INFO,
                    "The virtual machine does not compile this formula's vector code well: scalar code is used instead.");
        }
    }
}
