package org.thalweg.core.kernel;

import java.util.Arrays;
import org.thalweg.core.kernel.program.Outputs;
import org.thalweg.core.kernel.program.Statement.Output;

/** Runs one program over the points of a batch. It owns scratch space: one instance serves one thread. */
interface ProgramRunner {

    /** Evaluates points {@code first}, …, {@code last} − 1. What a program does not compute is not written, and may be empty. */
    void run(Lanes lanes, int first, int last);

    /** What does the work of large batches at present. */
    KernelBackend backend();

    /**
     * The arrays of a batch, all with coordinate j of point i at {@code [j * stride + i]}.
     *
     * @param points read
     * @param directions read by programs of Hessian-vector products; for programs over rows, element k at {@code [k]} for all lanes
     * @param parameters read by programs over rows, element k at {@code [k]} for all lanes
     * @param values overwritten with f, point i at {@code [i]}
     * @param gradients overwritten with ∇f
     * @param products overwritten with ∇²f times the direction
     */
    record Lanes(
            int stride,
            double[] points,
            double[] directions,
            double[] parameters,
            double[] values,
            double[] gradients,
            double[] products) {

        private static final double[] NONE = {};

        /** For programs that read points only. */
        static Lanes of(int stride, double[] points, double[] values, double[] gradients) {
            return new Lanes(stride, points, NONE, NONE, values, gradients, NONE);
        }
    }

    /** Which rows of the output arrays start as zero, since a program adds to them or does not write them. */
    record ZeroedRows(int[] gradients, int[] products) {

        static ZeroedRows of(Outputs outputs) {
            return new ZeroedRows(outputs.zeroed(Output.GRADIENT), outputs.zeroed(Output.HESSIAN_VECTOR));
        }

        /** Zeroes them in some lanes. */
        void clear(Lanes lanes, int first, int last) {
            clear(gradients, lanes.gradients(), lanes.stride(), first, last);
            clear(products, lanes.products(), lanes.stride(), first, last);
        }

        private static void clear(int[] rows, double[] array, int stride, int first, int last) {
            for (int j : rows) {
                Arrays.fill(array, j * stride + first, j * stride + last, 0);
            }
        }
    }
}
