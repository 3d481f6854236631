package org.thalweg.core.kernel;

import java.util.function.BooleanSupplier;
import org.thalweg.core.kernel.Trial.Verdict;

/**
 * Vector code that is given up for scalar code if the virtual machine does not compile it to vector instructions.
 *
 * <p>Once the virtual machine is primed ({@link Primer}), and until some runs have taken no memory, the vector code is on {@link Trial}:
 * it does one run in {@value #SHARE}, scalar code the others. After {@value #LONGEST} operations without success it is given up. Results
 * are the same bits in any case.
 */
final class CheckedVectorRunner implements ProgramRunner {

    private static final System.Logger LOG = System.getLogger(CheckedVectorRunner.class.getName());

    static final int SHARE = 8;

    /** Vector operations: some seconds if all are on objects, where compilation takes one at most. */
    static final long LONGEST = 200_000_000;

    private static boolean logged;

    private final ProgramRunner vector;
    private final ProgramRunner scalar;
    private final Trial trial;
    private final BooleanSupplier primed;
    private final Runnable forgetting;
    private long runs;

    /**
     * Makes a runner whose vector code has not been tried yet.
     *
     * @param primed takes a step towards a primed virtual machine, and tells whether it is one
     * @param forgetting sees to it that vector code that is given up is not what the next runner of this program gets
     */
    CheckedVectorRunner(
            ProgramRunner vector, ProgramRunner scalar, Trial trial, BooleanSupplier primed, Runnable forgetting) {
        this.vector = vector;
        this.scalar = scalar;
        this.trial = trial;
        this.primed = primed;
        this.forgetting = forgetting;
    }

    @Override
    public void run(Lanes lanes, int first, int last) {
        boolean isGroup = last - first >= trial.group();
        Verdict verdict = trial.verdict();
        if (verdict == Verdict.GOOD && isGroup) {
            vector.run(lanes, first, last);
        } else if (verdict == Verdict.OPEN && isGroup && runs++ % SHARE == 0 && primed.getAsBoolean()) {
            if (trial.run(vector, lanes, first, last) == Verdict.GIVEN_UP) {
                forgetting.run();
                log();
            }
        } else {
            scalar.run(lanes, first, last);
        }
    }

    @Override
    public KernelBackend backend() {
        return trial.verdict() == Verdict.GOOD ? KernelBackend.VECTOR : scalar.backend();
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
