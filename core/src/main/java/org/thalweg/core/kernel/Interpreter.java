package org.thalweg.core.kernel;

import org.thalweg.core.kernel.program.DoubleArithmetic;
import org.thalweg.core.kernel.program.Operation;
import org.thalweg.core.kernel.program.Program;

/**
 * The reference: runs a program instruction by instruction, one point at a time.
 *
 * <p>It starts at once and needs no code to be compiled, so it also serves short runs. About 3 ns an operation when warm.
 */
final class Interpreter implements ProgramRunner {

    private final Instructions instructions;
    private final ZeroedRows zeroed;
    private final int[] codes;
    private final int[] forms;
    private final Operation[] functions;
    private final double[] slots;
    private final double[] memory;
    private final int[] indices;
    private final int[] ends;

    Interpreter(Program program) {
        instructions = new Instructions(program);
        zeroed = ZeroedRows.of(program.outputs());
        codes = instructions.codes();
        forms = instructions.forms();
        functions = instructions.functions();
        slots = instructions.slots();
        memory = new double[instructions.memorySize()];
        indices = new int[instructions.loopCount()];
        ends = new int[instructions.loopCount()];
    }

    @Override
    public void run(Lanes lanes, int first, int last) {
        zeroed.clear(lanes, first, last);
        for (int lane = first; lane < last; lane++) {
            execute(lanes, lane);
            lanes.values()[lane] = slots[instructions.result()];
        }
    }

    @Override
    public KernelBackend backend() {
        return KernelBackend.REFERENCE;
    }

    private void execute(Lanes lanes, int lane) {
        int[] code = codes;
        double[] s = slots;
        int stride = lanes.stride();
        int pc = 0;
        while (pc < code.length) {
            int slot = code[pc + 1];
            int a = code[pc + 2];
            int b = code[pc + 3];
            int c = code[pc + 4];
            switch (code[pc]) {
                case Instructions.ADD -> s[slot] = s[a] + s[b];
                case Instructions.SUBTRACT -> s[slot] = s[a] - s[b];
                case Instructions.MULTIPLY -> s[slot] = s[a] * s[b];
                case Instructions.DIVIDE -> s[slot] = s[a] / s[b];
                case Instructions.NEGATE -> s[slot] = -s[a];
                case Instructions.FMA -> s[slot] = Math.fma(s[a], s[b], s[c]);
                case Instructions.FNMA -> s[slot] = Math.fma(-s[a], s[b], s[c]);
                case Instructions.FMS -> s[slot] = Math.fma(s[a], s[b], -s[c]);
                case Instructions.SELECT -> s[slot] = s[a] != 0 ? s[b] : s[c];
                case Instructions.SQUARE_ROOT -> s[slot] = Math.sqrt(s[a]);
                case Instructions.FUNCTION -> s[slot] = DoubleArithmetic.apply(functions[c], s[a], s[b], 0);
                case Instructions.MOVE -> s[slot] = s[a];
                case Instructions.LOAD_COORDINATE -> s[slot] = lanes.points()[a * stride + lane];
                case Instructions.LOAD_POINT -> s[slot] = lanes.points()[(int) form(a) * stride + lane];
                case Instructions.LOAD_DIRECTION -> s[slot] = lanes.directions()[(int) form(a) * stride + lane];
                case Instructions.LOAD_PARAMETER -> s[slot] = lanes.parameters()[(int) form(a)];
                case Instructions.LOAD_PARAMETER_DIRECTION -> s[slot] = lanes.directions()[(int) form(a)];
                case Instructions.INDEX -> s[slot] = form(a);
                case Instructions.RECALL -> s[slot] = memory[a + (int) form(b)];
                case Instructions.REMEMBER -> memory[a + (int) form(b)] = s[slot];
                case Instructions.ADD_TO_GRADIENT -> lanes.gradients()[(int) form(a) * stride + lane] += s[slot];
                case Instructions.ADD_TO_PRODUCT -> lanes.products()[(int) form(a) * stride + lane] += s[slot];
                case Instructions.ADD_PRODUCT_TO_GRADIENT -> {
                    int element = (int) form(a) * stride + lane;
                    lanes.gradients()[element] = Math.fma(s[slot], s[b], lanes.gradients()[element]);
                }
                case Instructions.ADD_PRODUCT_TO_PRODUCT -> {
                    int element = (int) form(a) * stride + lane;
                    lanes.products()[element] = Math.fma(s[slot], s[b], lanes.products()[element]);
                }
                case Instructions.SET_GRADIENT -> lanes.gradients()[(int) form(a) * stride + lane] = s[slot];
                case Instructions.SET_PRODUCT -> lanes.products()[(int) form(a) * stride + lane] = s[slot];
                case Instructions.ASCEND -> {
                    indices[slot] = (int) form(a);
                    ends[slot] = (int) form(b) + 1;
                    if (indices[slot] >= ends[slot]) {
                        pc = c - Instructions.WIDTH;
                    }
                }
                case Instructions.DESCEND -> {
                    indices[slot] = (int) form(b);
                    ends[slot] = (int) form(a) - 1;
                    if (indices[slot] <= ends[slot]) {
                        pc = c - Instructions.WIDTH;
                    }
                }
                case Instructions.AGAIN -> {
                    indices[slot] += b;
                    if (indices[slot] != ends[slot]) {
                        pc = c - Instructions.WIDTH;
                    }
                }
                default -> throw new IllegalStateException("no instruction has the code " + code[pc]);
            }
            pc += Instructions.WIDTH;
        }
    }

    private long form(int start) {
        long value = forms[start];
        int end = start + 2 + 2 * forms[start + 1];
        for (int k = start + 2; k < end; k += 2) {
            value += (long) indices[forms[k]] * forms[k + 1];
        }
        return value;
    }
}
