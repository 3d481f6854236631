package org.thalweg.jobs.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.jobs.search.source.SearchRequest;
import picocli.CommandLine.Option;

/** One descent over very many variables. */
final class PartitionedArguments {

    private static final String WORD = "--partitioned";

    @Option(
            names = WORD,
            description = "one descent over very many variables: the terms of the outermost sums and the variables are "
                    + "shared out over the workers")
    private boolean partitioned;

    @Option(
            names = "--start-pattern",
            paramLabel = "NUMBERS",
            arity = "1",
            description = "with --partitioned: the start, a few numbers over and over, such as -1.2,1")
    private @Nullable String pattern;

    @Option(
            names = "--from",
            paramLabel = "PATH",
            arity = "1",
            description = "with --partitioned --cluster: go on from where the same descent was saved")
    private @Nullable String from;

    boolean isAsked() {
        if (from != null && !partitioned) {
            throw CommandException.usage("--from goes with --partitioned; thalweg resume takes up a search.");
        }
        if (pattern != null && !partitioned) {
            throw CommandException.usage("--start-pattern goes with --partitioned.");
        }
        return partitioned;
    }

    /** Whether a request asks for one descent over very many variables. */
    static boolean isAsked(SearchRequest request) {
        return request.words().contains(WORD);
    }

    /** What was asked, in words, but for where the descent goes on from. */
    List<String> words() {
        return pattern == null ? List.of(WORD) : List.of(WORD, "--start-pattern=" + pattern);
    }

    /** Where the descent was saved, as a URI; null to begin. */
    @Nullable String from() {
        return from == null ? null : SavedPlace.uri(from);
    }

    /** The numbers that the start repeats; null if they are not given. */
    double @Nullable [] pattern() {
        if (pattern == null) {
            return null;
        }
        String[] texts = pattern.strip().split("\\s*[,;\\s]\\s*", -1);
        double[] numbers = new double[texts.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = NumberText.finite("--start-pattern", texts[i]);
        }
        return numbers;
    }
}
