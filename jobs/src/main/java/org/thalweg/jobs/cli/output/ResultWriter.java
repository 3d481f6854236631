package org.thalweg.jobs.cli.output;

import java.io.IOException;
import java.io.Writer;

/** A form in which a finished run is written. */
public interface ResultWriter {

    /** Writes the whole report and a last line end; flushes nothing and closes nothing. */
    void write(RunReport report, Writer out) throws IOException;
}
