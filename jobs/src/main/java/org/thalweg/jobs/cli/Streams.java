package org.thalweg.jobs.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/** What a command reads and writes beside files: standard input and output, standard error, the environment. */
record Streams(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {}
