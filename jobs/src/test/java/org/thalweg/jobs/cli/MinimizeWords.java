package org.thalweg.jobs.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Arguments of {@code minimize} that decide what is found, read without running anything. */
@Command
final class MinimizeWords {
    @Mixin
    private final SearchArguments search = new SearchArguments();

    static MinimizeWords of(String... arguments) {
        MinimizeWords words = new MinimizeWords();
        Thalweg.lenient(new CommandLine(words)).parseArgs(arguments);
        return words;
    }

    AskedSearch asked() {
        return search.search(new Streams(
                InputStream.nullInputStream(),
                new PrintStream(PrintStream.nullOutputStream()),
                new PrintStream(PrintStream.nullOutputStream()),
                Map.of()));
    }
}
