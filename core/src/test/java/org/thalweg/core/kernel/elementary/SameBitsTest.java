package org.thalweg.core.kernel.elementary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bits of every function do not depend on how the machine runs it. */
final class SameBitsTest {
    @Test
    void interpreted_and_compiled_code_give_the_same_bits() throws IOException, InterruptedException {
        String interpreted = digestOf("2000", "1", "-Xint");
        assertThat(interpreted.lines()).hasSize(1);
        assertThat(digestOf("2000", "1", "-XX:TieredStopAtLevel=1"))
                .as("quick compiler")
                .isEqualTo(interpreted);
        assertThat(digestOf("2000", "60", "-XX:+UseSerialGC").lines().distinct())
                .as("from cold to hot")
                .containsExactly(interpreted.strip());
    }

    @Test
    void machines_without_fused_operations_give_the_same_bits() throws IOException, InterruptedException {
        assertThat(digestOf("50", "1", "-XX:-UseFMA")).isEqualTo(digestOf("50", "1", "-XX:+UseSerialGC"));
    }

    /** What {@link BitsDigest} prints in a virtual machine of its own. */
    private static String digestOf(String arguments, String rounds, String option)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(option);
        command.add("-cp");
        command.add(Stream.of(Elementary.class, BitsDigest.class)
                .map(type -> Path.of(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .toString())
                .reduce((a, b) -> a + java.io.File.pathSeparator + b)
                .orElseThrow());
        command.addAll(List.of(BitsDigest.class.getName(), arguments, rounds));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("exit code of %s", command).isZero();
        return output;
    }
}
