package org.thalweg.jobs.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchResult;
import org.thalweg.jobs.cli.output.WatchFrame;
import org.thalweg.jobs.cli.page.SearchPage;
import org.thalweg.jobs.cli.terminal.FullScreen;
import org.thalweg.jobs.cli.terminal.TerminalStyle;
import org.thalweg.jobs.search.Glimpse;
import org.thalweg.jobs.search.source.SearchRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stays with a search, a descent or a fit that runs on a cluster, and prints its result. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Watches what runs on a cluster until it ends, and prints its result as minimize or fit does.",
            "Ctrl-C ends the watching, and leaves the run alone."
        })
final class WatchCommand implements Callable<Integer> {
    private final Streams streams;
    private final long began = System.nanoTime();

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private JobArguments job = new JobArguments();

    @Option(
            names = "--list",
            paramLabel = "N",
            defaultValue = "1000",
            description = "how many minima the result lists (default: 1000)")
    private String list = "1000";

    @Option(
            names = DataArguments.PLACE,
            paramLabel = "FILE",
            description =
                    "of a fit: where its rows are, which are read again to judge where it ends (default: where they were)")
    private @Nullable String data;

    @Mixin
    private ModelArguments model = new ModelArguments();

    @Mixin
    private PageArguments page = new PageArguments();

    @Mixin
    private OutputArguments output = new OutputArguments();

    WatchCommand(Streams streams) {
        this.streams = streams;
    }

    /** On a terminal the search has the whole of it, unless it is shown in a browser. */
    private SearchResult await(RemoteExecution execution, Attendance attendance, String place)
            throws InterruptedException {
        TerminalStyle style = TerminalStyle.of("stderr", streams.environment());
        if (!style.live() || output.quiet() || page.isWanted()) {
            return attendance.await(execution);
        }
        WatchFrame frame = new WatchFrame(execution.run().specification(), place, style, TerminalStyle.rows());
        try (FullScreen<Glimpse> screen = new FullScreen<>(streams.err(), execution::glimpse, frame)) {
            screen.begin();
            return execution.result();
        }
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        output.check();
        page.check(false);
        model.check(false);
        try (ClusterRunner runner = job.connect(streams)) {
            String id = job.job(runner);
            SearchRequest request = runner.request(id);
            if (AskedFit.isOf(request)) {
                AskedFit fit = AskedFit.of(request, data);
                FitAttendance attendance = new FitAttendance(streams, began, output, page, model.file());
                return attendance.watch(fit, FitPlaceArguments.Place.of(runner, id));
            }
            refuse(List.of(DataArguments.PLACE, ModelArguments.NAME), id);
            return PartitionedArguments.isAsked(request)
                    ? new SoleDescent(streams, began, output, page, null).watch(request, runner, id)
                    : watch(
                            RemoteExecution.of(id, request, runner.cluster(), streams, MinimizeCommand.listed(list)),
                            runner);
        }
    }

    /** Refuses options that are typed, and say nothing of a search; variables of the environment may be meant for others. */
    private void refuse(List<String> options, String id) {
        for (String option : options) {
            if (command != null
                    && !command.findOption(option).originalStringValues().isEmpty()) {
                throw CommandException.usage("%s is for a fit, and job %s is none.", option, id);
            }
        }
    }

    private int watch(RemoteExecution execution, ClusterRunner runner) throws InterruptedException {
        String place = runner.place(runner.slotsNow());
        try (PageArguments.Watch<SearchPage> watch = page.open(execution.run().specification(), place, true, streams)) {
            Attendance attendance = new Attendance(streams, output, began, watch);
            watch.tell(page -> page.follow(execution::glimpse, execution::stop));
            SearchResult result = await(execution, attendance, place);
            attendance.write(result, List.of(), place);
            watch.linger();
            return ExitCode.of(result.status()).code();
        }
    }
}
