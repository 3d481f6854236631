package org.thalweg.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thalweg.jobs.search.source.SearchRequest;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class GivenWordsTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("THALWEG_SEED", "7", "THALWEG_MAXIMIZE", "true");

    private final PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    private final Streams streams = new Streams(new ByteArrayInputStream(new byte[0]), nowhere, nowhere, ENVIRONMENT);

    @Command
    private static final class Asking {
        @Mixin
        private final SearchArguments search = new SearchArguments();
    }

    private SearchRequest request(String... words) {
        Asking asking = new Asking();
        Thalweg.lenient(new CommandLine(asking))
                .setDefaultValueProvider(new EnvironmentDefaults(ENVIRONMENT))
                .parseArgs(words);
        return asking.search.search(streams).request();
    }

    @Test
    void a_search_is_asked_for_again_as_variables_of_the_environment_had_it() {
        SearchRequest request = request("1 - (x-a)^2", "--let", "a=3", "--starts", "5");

        assertThat(request.words())
                .contains("1 - (x-a)^2", "--let=a=3", "--starts=5", "--seed=7", "--maximize")
                .noneMatch(word -> word.startsWith("--kernel") || word.startsWith("--start="));
        AskedSearch again = AskedSearch.of(request, streams);
        assertThat(again.specification().starts().seed()).isEqualTo(7);
        assertThat(again.specification().problem().maximize()).isTrue();
        assertThat(again.request()).isEqualTo(request);
    }

    @Test
    void what_is_typed_counts_more_than_a_variable() {
        assertThat(request("x^2", "--seed", "-1").words()).contains("--seed=-1").doesNotContain("--seed=7");
    }
}
