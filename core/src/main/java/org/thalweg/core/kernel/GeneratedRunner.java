package org.thalweg.core.kernel;

import java.util.Arrays;
import org.thalweg.core.kernel.program.Outputs;

/**
 * Runs generated code over a batch: whole groups of lanes, in stretches for which there is scratch space.
 *
 * <p>Lanes that are left over, and groups in which some argument is out of the ordinary, go to another runner, which gives the same bits.
 */
final class GeneratedRunner implements ProgramRunner {

    private final CodeGenerator.Generated generated;
    private final Outputs outputs;
    private final ProgramRunner others;
    private final double[] scratch;
    private final int[] rare;

    /** @param others computes what the code does not; itself not used by code that computes single lanes */
    GeneratedRunner(CodeGenerator.Generated generated, Outputs outputs, ProgramRunner others) {
        this.generated = generated;
        this.outputs = outputs;
        this.others = others;
        scratch = new double[generated.layout().size()];
        rare = new int[generated.layout().lanes() / generated.group()];
    }

    @Override
    public void run(Lanes lanes, int first, int last) {
        int group = generated.group();
        int stretch = generated.layout().lanes();
        int whole = first + (last - first) / group * group;
        lanes.clear(outputs, first, whole);
        for (int from = first; from < whole; from += stretch) {
            int to = Math.min(whole, from + stretch);
            generated.code().run(lanes, scratch, rare, from, to);
            if (group > 1) {
                redoRare(lanes, from, to);
            }
        }
        if (whole < last) {
            others.run(lanes, whole, last);
        }
    }

    @Override
    public KernelBackend backend() {
        return generated.group() > 1 ? KernelBackend.VECTOR : KernelBackend.SCALAR;
    }

    private void redoRare(Lanes lanes, int from, int to) {
        int group = generated.group();
        for (int lane = from, k = 0; lane < to; lane += group, k++) {
            if (rare[k] != 0) {
                others.run(lanes, lane, lane + group);
            }
        }
        Arrays.fill(rare, 0);
    }
}
