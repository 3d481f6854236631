package org.thalweg.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.statistics.Summaries;
import org.thalweg.core.search.StartPlan;
import org.thalweg.jobs.data.DataException;
import org.thalweg.jobs.search.source.SearchRequest;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * A fit as somebody asked for it, whose job on a cluster carries the words, so that others can watch it and judge where it ends.
 *
 * <p>Its rows do not travel with the words: whoever watches reads them again. What they were like does, so that it shows if they have changed.
 *
 * @param arguments what was asked
 * @param before what the rows were like when the fit began
 */
record AskedFit(FitArguments arguments, Summaries.Rows before) {
    private static final String DATA = DataArguments.PLACE + "=";
    private static final String ROWS = "--rows";

    /** Sums over the same rows agree so far, relative to their size. */
    private static final double SAME = 1e-9;

    @Command
    private static final class Words {
        @Mixin
        private final FitArguments fit = new FitArguments();

        @Option(names = ROWS, required = true)
        private String rows = "";
    }

    /** Whether a request asks for a fit: nothing else has data. */
    static boolean isOf(SearchRequest request) {
        return request.words().stream().anyMatch(word -> word.startsWith(DATA));
    }

    /** The request of a fit that is handed to a cluster. */
    static SearchRequest request(FitArguments arguments, FitTask task, StartPlan plan) {
        List<String> words = new ArrayList<>(arguments.words(task, plan));
        if (!words.isEmpty()) {
            words.add(ROWS + "=" + text(task.rows()));
        }
        return new SearchRequest(words);
    }

    /**
     * The fit of a request.
     *
     * @param data where its rows are now; null for where they were
     * @throws CommandException if the words are not understood, as those of a newer Thalweg may be; if the rows were typed
     */
    static AskedFit of(SearchRequest request, @Nullable String data) {
        List<String> said = new ArrayList<>(request.words());
        if (data != null) {
            said.replaceAll(word -> word.startsWith(DATA) ? DATA + data : word);
        } else if (said.contains(DATA + "-")) {
            throw new CommandException(
                    ExitCode.BAD_DATA,
                    "the rows of this fit came from standard input, and to judge where it ends they are needed here, too. Give them again: --data - < FILE.");
        }
        Words words = new Words();
        try {
            Thalweg.lenient(new CommandLine(words)).parseArgs(said.toArray(String[]::new));
            return new AskedFit(words.fit, rows(words.rows));
        } catch (ParameterException | IllegalArgumentException e) {
            throw new CommandException(
                    ExitCode.CANNOT_RESUME,
                    "the words in which the fit was asked for are not understood: %s Maybe a newer Thalweg took them down?"
                            .formatted(e.getMessage()));
        }
    }

    private static String text(Summaries.Rows rows) {
        return rows.count() + "," + rows.rejected() + "," + rows.totalSquares() + "," + rows.leastWeight();
    }

    private static Summaries.Rows rows(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("%s=%s has not four numbers.".formatted(ROWS, text));
        }
        return new Summaries.Rows(
                Integer.parseInt(parts[0]),
                Long.parseLong(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]));
    }

    /**
     * What is fitted, with the rows read again.
     *
     * @throws DataException if they cannot be read, or are not what they were
     */
    FitTask task(FittedModel meant, Streams streams) {
        FitTask task;
        try {
            task = meant.task(new RowPlace(arguments.data(), streams, true));
        } catch (DataException e) {
            throw new DataException(
                    "%s The rows are read again to judge where the fit ends; if they are elsewhere now, --data FILE says where."
                            .formatted(e.getMessage()));
        }
        Summaries.Rows now = task.rows();
        if (now.count() != before.count() || now.rejected() != before.rejected()) {
            throw changed("it had %s that could be used and %,d that could not, and has %s and %,d now"
                    .formatted(rows(before.count()), before.rejected(), rows(now.count()), now.rejected()));
        }
        if (differ(now.totalSquares(), before.totalSquares()) || differ(now.leastWeight(), before.leastWeight())) {
            throw changed("its %s have another response, or other weights, now".formatted(rows(now.count())));
        }
        return task;
    }

    private static String rows(int count) {
        return String.format(Locale.ROOT, count == 1 ? "%,d row" : "%,d rows", count);
    }

    /**
     * Sees whether the loss where the fit ended is what it was there for those who fitted.
     *
     * @throws DataException if it is not
     */
    void compare(double here, double there) {
        if (differ(here, there)) {
            throw changed("where the fit ended the loss is %s here, and was %s there".formatted(here, there));
        }
    }

    private DataException changed(String how) {
        return new DataException(
                "--data: %s has changed since the fit began: %s. If the rows are elsewhere as they were, --data FILE says where."
                        .formatted(arguments.data().location(), how));
    }

    private static boolean differ(double a, double b) {
        return Double.compare(a, b) != 0 && !(Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b)));
    }
}
