package org.thalweg.jobs.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.search.Search;
import org.thalweg.jobs.search.source.SearchRequest;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/**
 * A search as somebody asked for it.
 *
 * @param request the words, which {@link #of} understands
 * @param timeLimit after which it is cut short; null for never
 * @param notes sentences on what was not asked for in so many words, but will be done
 */
record AskedSearch(
        SearchSpecification specification,
        SearchRequest request,
        @Nullable Duration timeLimit,
        List<String> notes) {

    @Command
    private static final class Words {
        @Mixin
        private final SearchArguments search = new SearchArguments();
    }

    /**
     * The search of a request, be it from a job or from its checkpoint.
     *
     * @throws CommandException if the words are not understood, as those of a newer Thalweg may be
     */
    static AskedSearch of(SearchRequest request, Streams streams) {
        Words words = new Words();
        try {
            Thalweg.lenient(new CommandLine(words)).parseArgs(request.words().toArray(String[]::new));
        } catch (ParameterException e) {
            throw new CommandException(
                    ExitCode.CANNOT_RESUME,
                    "the words in which the search was asked for are not understood: %s Maybe a newer Thalweg took them down?"
                            .formatted(e.getMessage()));
        }
        return words.search.search(streams);
    }

    /** The search for Flink. */
    Search toSearch() {
        Search search = Search.of(specification).request(request);
        return timeLimit == null ? search : search.timeLimit(timeLimit);
    }

    /** The same request with another value of an option. */
    static SearchRequest with(SearchRequest request, String option, String value) {
        List<String> words = new ArrayList<>(request.words());
        words.removeIf(word -> word.startsWith(option + "="));
        words.add(option + "=" + value);
        return new SearchRequest(words);
    }
}
