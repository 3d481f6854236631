package org.thalweg.core.kernel;

import java.util.Optional;
import org.thalweg.core.kernel.program.Loop;
import org.thalweg.core.kernel.program.Program;
import org.thalweg.core.kernel.program.Region;
import org.thalweg.core.kernel.program.Statement;

/** Makes what runs a program. */
final class Backends {

    private static final int LANES =
            VectorShape.preferred().map(VectorShape::lanes).orElse(Integer.MAX_VALUE);

    private Backends() {}

    static ProgramRunner runner(Program program, KernelBackend backend) {
        return switch (backend) {
            case REFERENCE -> new Interpreter(program);
            case SCALAR -> scalar(program);
            case VECTOR -> vector(program, scalar(program));
            case AUTO -> new AdaptiveRunner(program);
        };
    }

    /** Scalar code, or the interpreter for programs that are too large. */
    static ProgramRunner scalar(Program program) {
        ProgramRunner interpreter = new Interpreter(program);
        return CodeGenerator.generate(program, new ScalarTarget())
                .<ProgramRunner>map(code -> new GeneratedRunner(code, program.outputs(), interpreter))
                .orElse(interpreter);
    }

    /** Vector code, once it has proved to be worth it; {@code scalar} itself without the module, or for programs that are too large. */
    static ProgramRunner vector(Program program, ProgramRunner scalar) {
        Optional<VectorShape> preferred = VectorShape.preferred();
        if (preferred.isEmpty()) {
            return scalar;
        }
        VectorShape shape = preferred.get();
        Optional<CodeGenerator.ClassFile> file = CodeGenerator.classFile(program, new VectorTarget(shape));
        if (file.isEmpty()) {
            return scalar;
        }
        CodeGenerator.ClassFile code = file.get();
        CodeGenerator.Generated generated = code.load();
        return new CheckedVectorRunner(
                new GeneratedRunner(generated, program.outputs(), scalar),
                scalar,
                new Trial(
                        shape.lanes(),
                        operations(program),
                        CheckedVectorRunner.LONGEST,
                        AllocationMeter.ofVirtualMachine()),
                Primer.ofVirtualMachine()::step,
                () -> code.forget(generated.code()));
    }

    /** Vector code of a given shape, unchecked; empty for programs that are too large. */
    static Optional<ProgramRunner> vector(Program program, ProgramRunner scalar, VectorShape shape) {
        return CodeGenerator.generate(program, new VectorTarget(shape))
                .map(code -> new GeneratedRunner(code, program.outputs(), scalar));
    }

    /** How many doubles the machine's vectors hold; more than any batch has without the module. */
    static int lanes() {
        return LANES;
    }

    /** Operations of one evaluation, with a bound for loops whose length changes. */
    static long operations(Program program) {
        return operations(program.top());
    }

    private static long operations(Region region) {
        long sum = 1;
        for (Statement statement : region.statements()) {
            sum += statement instanceof Loop loop ? Math.min(1 << 20, loop.mostTrips()) * operations(loop.body()) : 1;
            sum = Math.min(sum, 1L << 40);
        }
        return sum;
    }
}
