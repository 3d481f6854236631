package org.thalweg.jobs.cli;

import java.util.concurrent.Callable;
import org.thalweg.core.run.SearchResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stays with a search that runs on a cluster, and prints its result. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Watches a search on a cluster until it ends, and prints its result as minimize does.",
            "Ctrl-C ends the watching, and leaves the search alone."
        })
final class WatchCommand implements Callable<Integer> {
    private final Streams streams;
    private final long began = System.nanoTime();

    @Mixin
    private JobArguments job = new JobArguments();

    @Option(
            names = "--list",
            paramLabel = "N",
            defaultValue = "1000",
            description = "how many minima the result lists (default: 1000)")
    private String list = "1000";

    @Mixin
    private OutputArguments output = new OutputArguments();

    WatchCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        output.check();
        try (ClusterRunner runner = job.connect(streams)) {
            RemoteExecution execution = RemoteExecution.of(
                    job.job(runner.cluster()), runner.cluster(), streams, MinimizeCommand.listed(list));
            Attendance attendance = new Attendance(streams, output, began);
            SearchResult result = attendance.await(execution);
            attendance.write(
                    result, java.util.List.of(), runner.place(runner.cluster().slots()));
            return ExitCode.of(result.status()).code();
        }
    }
}
