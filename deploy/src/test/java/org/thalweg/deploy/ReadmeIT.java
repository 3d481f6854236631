package org.thalweg.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.thalweg.deploy.Launch.Ended;

/** Runs what the README says. */
class ReadmeIT {

    @TestFactory
    Stream<DynamicTest> everyCommandOfTheReadmePrintsWhatItSays() throws Exception {
        List<ReadmeCommand> commands = ReadmeCommand.in(Files.readString(Launch.CHECKOUT.resolve("README.md")));

        assertThat(commands).as("commands in README.md").isNotEmpty();
        return commands.stream().map(command -> dynamicTest(command.line(), () -> check(command)));
    }

    @Test
    void findsCommandsExitCodesAndOutputs() {
        String text = """
                Text.
                ```sh
                deploy/bin/thalweg one "a b" \\
                    --c   # exit 3
                mvn verify
                deploy/bin/thalweg two
                ```

                It prints:
                ```
                out
                  more
                ```
                ```sh
                deploy/bin/thalweg three
                ```
                ```java
                not.output();
                ```
                """;

        assertThat(ReadmeCommand.in(text))
                .containsExactly(
                        new ReadmeCommand("deploy/bin/thalweg one \"a b\" --c", 3, ""),
                        new ReadmeCommand("deploy/bin/thalweg two", 0, "out\n  more"),
                        new ReadmeCommand("deploy/bin/thalweg three", 0, ""));
    }

    @Test
    void leavesTimesAndProcessorsOutOfTheComparison() {
        assertThat(ReadmeCommand.comparable(
                        "local, 2 slots\n1,000 starts · 2.41 s · seed 42  \n\"elapsedSeconds\":1.2,"))
                .isEqualTo(ReadmeCommand.comparable(
                        "local, 16 slots\n1,000 starts · 900 ms · seed 42\n\"elapsedSeconds\": 3,"))
                .isNotEqualTo(ReadmeCommand.comparable(
                        "local, 2 slots\n1,000 starts · 2.4 s · seed 43\n\"elapsedSeconds\":1,"));
    }

    private static void check(ReadmeCommand command) throws Exception {
        Ended ended = new Launch(List.of("bash", "-c", command.line()), Launch.CHECKOUT, Map.of("NO_COLOR", "1")).run();

        assertThat(ended.code()).as(ended.err()).isEqualTo(command.code());
        assertThat(ReadmeCommand.comparable(ended.out())).startsWith(ReadmeCommand.comparable(command.output()));
    }
}
