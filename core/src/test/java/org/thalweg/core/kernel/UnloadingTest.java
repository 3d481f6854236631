package org.thalweg.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.kernel.program.Program;

/** Generated classes go when nobody uses them any more, and they are not among the recent: a long-lived worker runs the formulas of many users. */
final class UnloadingTest {

    private static WeakReference<Class<?>> generatedAndDropped(Target target) {
        Program program = Program.ofGradient(Formula.parse("exp(-x^2)*y + log(2 + y^2)"));
        CodeGenerator.ClassFile file = CodeGenerator.classFile(program, target).orElseThrow();
        CodeGenerator.Generated generated = file.load();
        file.forget(generated.code());
        return new WeakReference<>(generated.code().getClass());
    }

    @Test
    void classes_of_dropped_code_are_unloaded() {
        List<WeakReference<Class<?>>> classes = new ArrayList<>();
        for (int k = 0; k < 20; k++) {
            classes.add(generatedAndDropped(new ScalarTarget()));
            classes.add(generatedAndDropped(new VectorTarget(VectorShape.ofBits(256))));
        }
        List<byte[]> ballast = new ArrayList<>();
        while (classes.stream().anyMatch(reference -> reference.get() != null)) {
            System.gc();
            ballast.add(new byte[1 << 20]);
            assertThat(ballast).as("collections without effect").hasSizeLessThan(20);
        }
    }
}
