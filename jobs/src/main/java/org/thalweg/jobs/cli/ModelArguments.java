package org.thalweg.jobs.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a fitted model goes. */
final class ModelArguments {
    /** The name of the option. */
    static final String NAME = "--model-output";

    @Option(
            names = NAME,
            paramLabel = "FILE",
            description = "of a fit: write the fitted model there, for thalweg predict")
    private @Nullable Path file;

    /** The file; null for nowhere. */
    @Nullable Path file() {
        return file;
    }

    /**
     * Refuses early what could only fail after the work is done.
     *
     * @param detached whether this process will not stay with the fit
     */
    void check(boolean detached) {
        if (file == null) {
            return;
        }
        if (detached) {
            throw CommandException.usage(
                    "%s needs a process that stays with the fit, and --detach leaves it. Use thalweg watch JOB %s FILE.",
                    NAME, NAME);
        }
        WholeFile.check(NAME, file);
    }
}
