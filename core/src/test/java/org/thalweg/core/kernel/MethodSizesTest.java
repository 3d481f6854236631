package org.thalweg.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.kernel.program.Program;

/** However large a formula, or the body of a loop in it, no method is too large for the virtual machine's compiler. */
final class MethodSizesTest {

    private static final ParseOptions OPTIONS = ParseOptions.none().withDimension(12);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sin(%1$d*x[1] + x[2])*exp(-x[3]^2/%1$d)",
                "(x[1] - %1$d)^2*(x[2] + %1$d*x[4])^2/(1 + x[3]^2*%1$d)",
                "sum(i, 1, n-1, sum(j, i+1, n, (x[i]*x[j] - %1$d)^2/(%1$d + x[j]^2)))",
                "if(x[1] < %1$d/9 && x[2] > x[3]/%1$d, x[1]*%1$d, x[2]/x[4])*x[3]"
            })
    void a_hundred_terms_are_cut_to_size(String term) {
        String terms = terms(term, 100);
        assertSizes(Formula.parse(terms, OPTIONS));
        assertSizes(Formula.parse("sum(k, 1, n, log(2 + (x[k]*(%s))^2))".formatted(terms), OPTIONS));
        assertSizes(Formula.parse("prod(k, 1, n, 1 + x[k]*(%s))".formatted(terms), OPTIONS));
    }

    private static String terms(String term, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(term::formatted).collect(Collectors.joining(" + "));
    }

    private static void assertSizes(Formula formula) {
        Program program = Program.ofGradient(formula);
        for (Target target : new Target[] {new ScalarTarget(), new VectorTarget(VectorShape.ofBits(512))}) {
            Map<String, Integer> sizes =
                    sizes(CodeGenerator.classFile(program, target).orElseThrow().bytes());
            assertThat(sizes).containsKey("run").hasSizeGreaterThan(3);
            assertThat(sizes.values()).as("bytes of the methods %s", sizes).allMatch(size -> size <= MethodLimits.HUGE);
        }
    }

    private static Map<String, Integer> sizes(byte[] type) {
        Map<String, Integer> sizes = new HashMap<>();
        ClassReader reader = new ClassReader(type);
        ClassWriter again = new ClassWriter(0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, again) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
                        return new MethodVisitor(Opcodes.ASM9, method) {
                            @Override
                            public void visitMaxs(int stack, int locals) {
                                Label end = new Label();
                                super.visitLabel(end);
                                sizes.put(name, end.getOffset());
                                super.visitMaxs(stack, locals);
                            }
                        };
                    }
                },
                0);
        return sizes;
    }
}
