package org.thalweg.jobs.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.thalweg.jobs.cli.output.CsvResultWriter;
import org.thalweg.jobs.cli.output.FitCsvWriter;
import org.thalweg.jobs.cli.output.FitJsonWriter;
import org.thalweg.jobs.cli.output.FitReport;
import org.thalweg.jobs.cli.output.FitTextWriter;
import org.thalweg.jobs.cli.output.JsonResultWriter;
import org.thalweg.jobs.cli.output.ResultWriter;
import org.thalweg.jobs.cli.output.RunReport;
import org.thalweg.jobs.cli.output.TextResultWriter;
import org.thalweg.jobs.cli.terminal.TerminalStyle;
import picocli.CommandLine.Option;

/** Where and in what form the result goes. */
final class OutputArguments {

    /** The form of a result. */
    enum Form {
        TEXT,
        JSON,
        CSV
    }

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text, json or csv (default: text)")
    private Form form = Form.TEXT;

    @Option(
            names = "--output-file",
            paramLabel = "FILE",
            description = "write the result there instead of standard output; the file appears whole or not at all")
    private @Nullable Path file;

    @Option(names = "--quiet", description = "no progress on standard error")
    private boolean quiet;

    Form form() {
        return form;
    }

    boolean quiet() {
        return quiet;
    }

    /** Refuses early what could only fail after the work is done. */
    void check() {
        if (file != null) {
            WholeFile.check("--output-file", file);
        }
    }

    void write(RunReport report, Streams streams) {
        ResultWriter writer = switch (form) {
            case TEXT -> new TextResultWriter(style(streams));
            case JSON -> new JsonResultWriter();
            case CSV -> new CsvResultWriter();
        };
        write(out -> writer.write(report, out), streams);
    }

    /** A fit; as CSV a row a parameter. */
    void write(FitReport report, Streams streams) {
        write(
                switch (form) {
                    case TEXT -> out -> new FitTextWriter(style(streams)).write(report, out);
                    case JSON -> out -> new FitJsonWriter().write(report, out);
                    case CSV -> out -> FitCsvWriter.write(report, out);
                },
                streams);
    }

    /** What is written, to a writer that is the caller's. */
    interface Body {
        void write(Writer out) throws IOException;
    }

    /** Writes to standard output, or to the file. */
    void write(Body body, Streams streams) {
        write(body, file, streams);
    }

    /** Writes to a file, which appears whole or not at all; to standard output where it is null. */
    static void write(Body body, @Nullable Path file, Streams streams) {
        StringWriter text = new StringWriter();
        try {
            body.write(text);
            if (file == null) {
                streams.out().print(text);
                streams.out().flush();
            } else {
                WholeFile.write(file, text.toString());
            }
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.INTERNAL, "--output-file: cannot write %s: %s.".formatted(file, FileTrouble.of(e)));
        }
    }

    /** How text for people is set. */
    TerminalStyle style(Streams streams) {
        if (file != null) {
            return new TerminalStyle(false, false, true, TerminalStyle.USUAL_COLUMNS);
        }
        return TerminalStyle.of("stdout", streams.environment());
    }
}
