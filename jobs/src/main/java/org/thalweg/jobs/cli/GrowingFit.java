package org.thalweg.jobs.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.jobs.online.OnlineSpecification;

/**
 * A fit to the rows of a growing directory, as it was asked for: it waits for the first header, which tells the model's columns, and then learns.
 *
 * @param arguments the directory, and how each round moves the parameters
 * @param method which method that is
 */
record GrowingFit(FittedModel model, StartArguments starts, OnlineArguments arguments, FitMethodArguments method) {

    /**
     * Learns until the directory is complete; returns the exit code.
     *
     * @param file where the model is kept; null for nowhere
     */
    int run(DataArguments data, LossArguments losses, @Nullable Path file, OutputArguments output, Streams streams)
            throws InterruptedException {
        String directory = arguments.directory();
        List<String> header = OnlineExecution.header(directory, data.policy(), streams);
        FittedRows rows = model.rows(header, streams);
        double[] start = model.start(starts, rows);
        OnlineSpecification specification = new OnlineSpecification(
                OnlineExecution.directory(directory, rows.columns(), data.policy()),
                rows.model(),
                arguments.rule(method, losses),
                arguments.roundRows(),
                start,
                OnlineExecution.lookMillis());
        return new OnlineExecution(streams, output, theta -> {
                    if (file != null) {
                        model.file(rows, theta).write(file);
                    }
                })
                .run(specification, rows.text(), rows.parameters());
    }
}
