package org.thalweg.jobs.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.thalweg.jobs.cli.output.Listing;
import org.thalweg.jobs.cli.terminal.TerminalStyle;
import picocli.CommandLine.Option;

/** In what form a small table is printed. */
final class ListingArguments {

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text, json or csv (default: text)")
    private OutputArguments.Form form = OutputArguments.Form.TEXT;

    OutputArguments.Form form() {
        return form;
    }

    void write(Listing listing, Streams streams) {
        StringWriter text = new StringWriter();
        try {
            switch (form) {
                case TEXT -> listing.writeText(text, TerminalStyle.of("stdout", streams.environment()));
                case JSON -> listing.writeJson(text);
                case CSV -> listing.writeCsv(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a string writer does not fail", e);
        }
        streams.out().print(text);
    }
}
