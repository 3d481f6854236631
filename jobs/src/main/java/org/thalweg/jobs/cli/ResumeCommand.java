package org.thalweg.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.cli.page.SearchPage;
import org.thalweg.jobs.cluster.ClusterAddress;
import org.thalweg.jobs.search.SavedSearch;
import org.thalweg.jobs.search.source.ChangedSearchException;
import org.thalweg.jobs.search.source.SearchRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a search up where it was saved. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = {
            "Takes a search up from a savepoint or a retained checkpoint, here or on a cluster, with any number of slots,",
            "and prints its result: the same, to the bit, as if it had never been stopped."
        })
final class ResumeCommand implements Callable<Integer> {
    private final Streams streams;
    private final SearchRunner local;
    private final long began = System.nanoTime();

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            description = "a savepoint, a checkpoint, or the folder of a job's checkpoints: then the newest whole one")
    private String path = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "EXPR",
            description = "the formula, to make sure: a search of another one is refused")
    private @Nullable String text;

    @Option(
            names = "--starts",
            paramLabel = "N",
            description =
                    "go on to N starts in all, to +N more than were asked for (of an unlimited search: than were begun), or unlimited")
    private @Nullable String starts;

    @Option(names = "--time-limit", paramLabel = "TIME", description = "another time limit, of the whole search")
    private @Nullable String timeLimit;

    @Mixin
    private PlaceArguments place = new PlaceArguments();

    @Option(names = "--detach", description = "with --cluster: print the job's id and leave it running")
    private boolean detach;

    @Option(
            names = "--list",
            paramLabel = "N",
            defaultValue = "1000",
            description = "how many minima the result lists (default: 1000)")
    private String list = "1000";

    @Mixin
    private PageArguments page = new PageArguments();

    @Mixin
    private OutputArguments output = new OutputArguments();

    ResumeCommand(Streams streams, SearchRunner runner) {
        this.streams = streams;
        this.local = runner;
    }

    /** The command that takes a search up. */
    static String line(String path, Optional<ClusterAddress> cluster) {
        String quoted = path.matches("[A-Za-z0-9/:._+-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
        return "thalweg resume " + quoted
                + cluster.map(at -> " --cluster " + at).orElse("");
    }

    @Override
    public Integer call() throws InterruptedException {
        if (detach && !place.isCluster()) {
            throw CommandException.usage("--detach needs --cluster: a local search ends with this process.");
        }
        output.check();
        page.check(detach);
        SavedSearch saved = new SavedPlace(path).read();
        AskedSearch asked = asked(saved);
        SearchRunner runner = place.runner(local, streams);
        int slots = place.slots(runner);
        runner.prepare(slots, null);
        RunPlan plan = new RunPlan("search", slots, MinimizeCommand.listed(list), saved.path());
        try (PageArguments.Watch<SearchPage> watch =
                page.open(asked.specification(), runner.place(slots), place.isCluster(), streams)) {
            int code = run(runner, asked, plan, watch);
            watch.linger();
            return code;
        }
    }

    private int run(SearchRunner runner, AskedSearch asked, RunPlan plan, PageArguments.Watch<SearchPage> watch)
            throws InterruptedException {
        try (runner) {
            SearchExecution execution = runner.start(asked, plan);
            if (detach || runner.isDetached()) {
                execution.jobId().ifPresent(streams.out()::println);
                return ExitCode.FOUND.code();
            }
            return new Attendance(streams, output, began, watch)
                    .attend(execution, asked.notes(), runner.place(plan.slots()));
        }
    }

    private AskedSearch asked(SavedSearch saved) {
        SearchRequest request = saved.request();
        if (request.isEmpty()) {
            throw new CommandException(
                    ExitCode.CANNOT_RESUME,
                    "cannot resume from %s: its objective is Java code, which only its own program has. Start that with execution.state-recovery.path."
                            .formatted(path));
        }
        if (text != null) {
            List<String> words = new ArrayList<>(request.words());
            words.set(0, text);
            request = new SearchRequest(words);
        }
        if (timeLimit != null) {
            request = AskedSearch.with(request, "--time-limit", timeLimit);
        }
        if (starts != null) {
            request = AskedSearch.with(request, "--starts", Long.toString(total(saved, request, starts)));
            if (saved.hasEnded()) {
                throw new CommandException(
                        ExitCode.CANNOT_RESUME,
                        "cannot resume from %s with more starts: the search had come to its end. Without --starts its result is printed."
                                .formatted(path));
            }
        }
        AskedSearch asked = AskedSearch.of(request, streams);
        try {
            saved.check(asked.specification());
        } catch (ChangedSearchException e) {
            throw new CommandException(
                    ExitCode.CANNOT_RESUME, "cannot resume from %s: %s.".formatted(path, e.getMessage()));
        }
        return asked;
    }

    private long total(SavedSearch saved, SearchRequest request, String wanted) {
        if (!wanted.startsWith("+")) {
            return StartArguments.number(wanted);
        }
        long more = WholeNumber.atLeast(0, "--starts", wanted.substring(1));
        SearchSpecification before = AskedSearch.of(request, streams).specification();
        long asked = before.starts().total();
        long from = asked == StartArguments.UNLIMITED ? saved.begun(before) : asked;
        return more > StartArguments.UNLIMITED - from ? StartArguments.UNLIMITED : from + more;
    }
}
