package org.thalweg.jobs.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.thalweg.jobs.cluster.RemoteCluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends a search, a descent or a fit that runs on a cluster, and saves where it is. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = {
            "Stops what runs on a cluster in good order and prints where it is saved.",
            "thalweg resume takes a search up from there; a descent or a fit goes on by",
            "the command that began it, with --from PATH."
        })
final class StopCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private JobArguments job = new JobArguments();

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "where to save it (default: where the cluster keeps savepoints)")
    private @Nullable String directory;

    StopCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        try (ClusterRunner runner = job.connect(streams)) {
            RemoteCluster cluster = runner.cluster();
            String place = directory == null
                    ? cluster.savepoints()
                            .orElseThrow(() -> CommandException.usage(
                                    "--directory is missing: the cluster at %s does not say where savepoints go.",
                                    cluster.address()))
                    : SavedPlace.uri(directory);
            String id = job.job(runner);
            runner.request(id); // of others' jobs we keep our hands off
            JobClient running = cluster.job(id);
            try {
                streams.out()
                        .println(running.stopWithSavepoint(false, place, SavepointFormatType.CANONICAL)
                                .join());
                return ExitCode.FOUND.code();
            } catch (CompletionException e) {
                throw refused(running, e);
            }
        }
    }

    private static CommandException refused(JobClient running, CompletionException failure) {
        JobID id = running.getJobID();
        JobStatus status = running.getJobStatus().join();
        if (status.isTerminalState()) {
            return new CommandException(ExitCode.INTERNAL, "job %s has ended already: %s.".formatted(id, status));
        }
        Throwable cause = ExceptionUtils.stripCompletionException(failure);
        return new CommandException(
                ExitCode.INTERNAL,
                "job %s could not be saved, and goes on: %s"
                        .formatted(
                                id,
                                String.valueOf(cause.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse("")));
    }
}
