package org.thalweg.core.kernel;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.thalweg.core.kernel.Trial.Verdict;

/**
 * Vector code that is given up for scalar code if the virtual machine does not compile it to vector instructions.
 *
 * <p>Once the virtual machine is primed ({@link Primer}), and until some runs have taken no memory, the vector code is on {@link Trial}:
 * it does one run in {@value #SHARE}, scalar code the others. Code that the virtual machine compiled with a flaw is made anew, up to
 * {@value #MOST_RENEWALS} times; after {@value #LONGEST} operations without success it is given up. Results are the same bits in any case.
 */
final class CheckedVectorRunner implements ProgramRunner {

    private static final System.Logger LOG = System.getLogger(CheckedVectorRunner.class.getName());

    static final int SHARE = 8;

    /** Vector operations: some seconds if all are on objects, where compilation takes one at most. */
    static final long LONGEST = 200_000_000;

    static final int MOST_RENEWALS = 5;

    private static boolean logged;

    private final Supplier<Attempt> maker;
    private final ProgramRunner scalar;
    private final Supplier<Trial> trials;
    private final BooleanSupplier primed;
    private Attempt attempt;
    private Trial trial;
    private int renewals;
    private long runs;

    /**
     * Vector code as it was loaded once.
     *
     * @param vector runs it
     * @param forgetting sees to it that the next attempt does not get this
     */
    record Attempt(ProgramRunner vector, Runnable forgetting) {}

    /**
     * Makes a runner whose vector code has not been tried yet.
     *
     * @param maker loads the vector code
     * @param trials begins trials
     * @param primed takes a step towards a primed virtual machine, and tells whether it is one
     */
    CheckedVectorRunner(Supplier<Attempt> maker, ProgramRunner scalar, Supplier<Trial> trials, BooleanSupplier primed) {
        this.maker = maker;
        this.scalar = scalar;
        this.trials = trials;
        this.primed = primed;
        this.attempt = maker.get();
        this.trial = trials.get();
    }

    @Override
    public void run(Lanes lanes, int first, int last) {
        boolean isGroup = last - first >= trial.group();
        Verdict verdict = trial.verdict();
        if (verdict == Verdict.GOOD && isGroup) {
            attempt.vector().run(lanes, first, last);
        } else if (verdict == Verdict.OPEN && isGroup && runs++ % SHARE == 0 && primed.getAsBoolean()) {
            if (trial.run(attempt.vector(), lanes, first, last) == Verdict.GIVEN_UP) {
                attempt.forgetting().run();
                log();
            } else if (trial.isFlawed() && renewals < MOST_RENEWALS) {
                attempt.forgetting().run();
                attempt = maker.get();
                trial = trials.get();
                renewals++;
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
