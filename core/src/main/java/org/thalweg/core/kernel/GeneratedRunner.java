package org.thalweg.core.kernel;

import java.util.Arrays;
import org.thalweg.core.kernel.program.Outputs;

/**
 * Runs generated code over a batch: whole groups of lanes, in stretches for which there is scratch space.
 *
 * <p>Where lanes are left over, the last group overlaps the one before. Batches of less than a group, and groups in which some argument is
 * out of the ordinary, go to another runner, which gives the same bits.
 */
final class GeneratedRunner implements ProgramRunner {

    private final CodeGenerator.Generated generated;
    private final ZeroedRows zeroed;
    private final ProgramRunner others;
    private final int group;
    private final int stretch;
    private final double[] scratch;
    private final int[] rare;

    /** @param others computes what the code does not; itself not used by code that computes single lanes */
    GeneratedRunner(CodeGenerator.Generated generated, Outputs outputs, ProgramRunner others) {
        this.generated = generated;
        this.zeroed = ZeroedRows.of(outputs);
        this.group = generated.group();
        this.stretch = generated.layout().lanes();
        this.others = others;
        scratch = new double[generated.layout().size()];
        rare = new int[1 + stretch / group];
    }

    @Override
    public void run(Lanes lanes, int first, int last) {
        if (last - first >= group) {
            int whole = last - (last - first) % group;
            groups(lanes, first, whole);
            if (whole < last) {
                groups(lanes, last - group, last);
            }
        } else if (first < last) {
            others.run(lanes, first, last);
        }
    }

    private void groups(Lanes lanes, int first, int last) {
        zeroed.clear(lanes, first, last);
        for (int from = first; from < last; from += stretch) {
            int to = Math.min(last, from + stretch);
            generated.code().run(lanes, scratch, rare, from, to);
            if (rare[LaneCode.ANY] != 0) {
                redoRare(lanes, from, to);
            }
        }
    }

    @Override
    public KernelBackend backend() {
        return group > 1 ? KernelBackend.VECTOR : KernelBackend.SCALAR;
    }

    private void redoRare(Lanes lanes, int from, int to) {
        for (int lane = from, k = 1; lane < to; lane += group, k++) {
            if (rare[k] != 0) {
                others.run(lanes, lane, lane + group);
            }
        }
        Arrays.fill(rare, 0);
    }
}
