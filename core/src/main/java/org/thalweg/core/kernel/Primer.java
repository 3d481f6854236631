package org.thalweg.core.kernel;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.kernel.ProgramRunner.Lanes;
import org.thalweg.core.kernel.Trial.Verdict;
import org.thalweg.core.kernel.program.Program;

/**
 * What has to be compiled first for vector code to be compiled well.
 *
 * <p>A long formula's vector code is too large for the compiler that takes profiles, and the compiler that comes after it does not know of
 * what class its vectors are, unless shorter code has told it. So a formula with operations of all kinds goes first, in short steps,
 * until it runs without taking memory; each is a run of a few points, less than a millisecond.
 */
final class Primer {

    static final String FORMULA = "sum(i, 1, n, sin(x[i])*exp(-x[i]^2) + log(2 + cos(x[i])) + sqrt(x[i]^2 + 1)"
            + " + if(x[i] > 0, x[i]^3, abs(x[i])))";

    /** Vector operations without success after which formulas are tried all the same. */
    static final long LONGEST = 20_000_000;

    private static final int DIMENSION = 10;
    private static final int GROUPS = 2;

    /** Its multiples lie evenly in [0, 1), modulo 1. */
    private static final double GOLDEN = 0.6180339887498949;

    private static final Primer OF_VIRTUAL_MACHINE = new Primer();

    private volatile boolean done;
    private @Nullable ProgramRunner code;
    private @Nullable Trial trial;
    private @Nullable Lanes lanes;

    private Primer() {}

    /** A primer of given code. */
    Primer(ProgramRunner code, Trial trial) {
        prepare(code, trial);
    }

    /** The one of this virtual machine, which its threads share. */
    static Primer ofVirtualMachine() {
        return OF_VIRTUAL_MACHINE;
    }

    /** Takes a step if one is left; whether none is. */
    boolean step() {
        if (!done) {
            stepOnce();
        }
        return done;
    }

    private synchronized void stepOnce() {
        if (code == null && !done) {
            prepare();
        }
        if (code != null && trial != null && lanes != null) {
            int points = GROUPS * trial.group();
            if (trial.run(code, lanes, 0, points) != Verdict.OPEN) {
                finish();
            }
        }
    }

    private void prepare() {
        Formula formula = Formula.parse(FORMULA, ParseOptions.none().withDimension(DIMENSION));
        Program program = Program.ofGradient(formula);
        Optional<VectorShape> shape = VectorShape.preferred();
        Optional<ProgramRunner> vector = shape.flatMap(s -> Backends.vector(program, new Interpreter(program), s));
        if (shape.isPresent() && vector.isPresent()) {
            long operations = Backends.operations(program);
            AllocationMeter meter = AllocationMeter.ofVirtualMachine();
            prepare(vector.get(), new Trial(shape.get().lanes(), operations, LONGEST, meter));
        } else {
            finish();
        }
    }

    private void prepare(ProgramRunner vector, Trial ofVector) {
        int points = GROUPS * ofVector.group();
        double[] coordinates = new double[points * DIMENSION];
        for (int i = 0; i < coordinates.length; i++) {
            double turns = i * GOLDEN;
            coordinates[i] = 4 * (turns - Math.floor(turns)) - 2;
        }
        code = vector;
        trial = ofVector;
        lanes = Lanes.of(points, coordinates, new double[points], new double[points * DIMENSION]);
    }

    private void finish() {
        done = true;
        code = null;
        trial = null;
        lanes = null;
    }
}
