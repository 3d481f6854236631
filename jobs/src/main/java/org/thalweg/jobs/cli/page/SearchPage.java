package org.thalweg.jobs.cli.page;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.DescentPath;
import org.thalweg.core.run.ObjectiveGrid;
import org.thalweg.core.run.ResultAssembly;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.StopReason;
import org.thalweg.jobs.cli.output.JsonResultWriter;
import org.thalweg.jobs.cli.output.RunReport;
import org.thalweg.jobs.monitor.MonitorFunction;
import org.thalweg.jobs.search.Glimpse;
import org.thalweg.jobs.search.SearchProgress;
import org.thalweg.monitoring.history.History;
import org.thalweg.monitoring.page.PageContent;
import org.thalweg.monitoring.page.PageEvent;

/**
 * What a page shows of one search: it looks at the search four times a second, tells of what is new, and remembers enough to
 * tell a page that is opened later what came before.
 *
 * <p>Nothing is written as JSON unless somebody asks for it, but for the events, which are short.
 */
public final class SearchPage implements RunPage {
    private final SearchSpecification specification;
    private final RunFacts facts;
    private final Map<String, String> versions;
    private final Consumer<PageEvent> publisher;
    private final Scout scout; // locked before this
    private final Follower<Glimpse> follower;

    private @Nullable Glimpse last;
    private final long opened = System.nanoTime();
    private long lastLook;
    private double secondsAfterLast;
    private History history = MonitorFunction.NO_HISTORY;
    private @Nullable RunReport report;
    private List<DescentPath> paths = List.of();
    private @Nullable ObjectiveGrid grid;
    private boolean surveyed;
    private byte @Nullable [] state;

    /**
     * A page of a search that has not begun.
     *
     * @param versions name and version of what it runs on
     * @param publisher is given what pages are to be told at once
     */
    public SearchPage(
            SearchSpecification specification,
            RunFacts facts,
            Map<String, String> versions,
            Consumer<PageEvent> publisher) {
        this.specification = specification;
        this.facts = facts;
        this.versions = versions;
        this.publisher = publisher;
        follower = new Follower<>(publisher);
        this.scout = new Scout(
                specification, System::nanoTime, ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
    }

    /**
     * Looks at the search from now on.
     *
     * @param glimpses asks how it is
     * @param stop ends it early, and tells the command that takes it up again, if it was saved; may take its time
     */
    public void follow(Supplier<CompletableFuture<Glimpse>> glimpses, Supplier<Optional<String>> stop) {
        follower.follow(
                () -> {
                    survey();
                    return glimpses.get();
                },
                this::show,
                stop);
    }

    private void survey() {
        synchronized (scout) {
            if (surveyed || !scout.isUseful()) {
                return;
            }
            surveyed = true;
            ObjectiveGrid found = scout.grid();
            synchronized (this) {
                grid = found;
            }
            if (found != null) {
                publisher.accept(new PageEvent("landscape", "{}"));
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // another object is another result, whatever is in it
    private void show(Glimpse now) {
        List<DescentPath> fresh;
        List<DescentPath> followed;
        synchronized (scout) {
            fresh = scout.isUseful() ? scout.follow(now.progress().finished()) : List.of();
            followed = scout.paths();
        }
        Glimpse before;
        synchronized (this) {
            if (follower.phase() == Phase.ENDED) {
                return;
            }
            before = last;
            last = now;
            lastLook = System.nanoTime();
            history = now.history();
            follower.recovering(now.recovering());
            paths = followed;
            if (before == null || before.soFar() != now.soFar()) {
                state = null;
            }
        }
        tell(before, now, fresh);
    }

    @SuppressWarnings("ReferenceEquality") // another object is another result, whatever is in it
    private void tell(@Nullable Glimpse before, Glimpse now, List<DescentPath> fresh) {
        publisher.accept(new PageEvent("progress", PageJson.progress(follower.phase(), now.progress())));
        if (before == null || !before.history().marks().equals(now.history().marks())) {
            History marks = new History(
                    List.of("seconds"), new double[0], 1, now.history().marks());
            if (!marks.marks().isEmpty()) {
                publisher.accept(new PageEvent("marks", PageJson.history(marks, false)));
            }
        }
        if (!fresh.isEmpty()) {
            publisher.accept(new PageEvent("paths", PageJson.paths(fresh)));
        }
        if (now.soFar() != null && (before == null || before.soFar() != now.soFar())) {
            publisher.accept(new PageEvent("changed", "{}"));
        }
    }

    /** The search is over: from now on the page shows its result. */
    public void end(RunReport finished) {
        follower.lookNoMore();
        survey();
        List<DescentPath> followed;
        synchronized (scout) { // the last look may go on still
            if (scout.isUseful()) {
                scout.catchUp(finished.result().starts().total());
            }
            followed = scout.paths();
        }
        SearchProgress progress;
        synchronized (this) {
            report = finished;
            follower.ended();
            secondsAfterLast = (System.nanoTime() - lastLook) * 1e-9;
            state = null;
            paths = followed;
            progress = progress(finished);
            history = ended(history, progress);
        }
        publisher.accept(new PageEvent("paths", PageJson.paths(paths)));
        publisher.accept(new PageEvent("progress", PageJson.progress(Phase.ENDED, progress)));
        publisher.accept(new PageEvent("changed", "{}"));
    }

    private SearchProgress progress(RunReport finished) {
        SearchResult result = finished.result();
        return new SearchProgress(
                specification.starts().total(),
                result.starts().converged(),
                result.starts().budgetSpent(),
                result.starts().nonFinite(),
                result.starts().failed(),
                result.evaluations(),
                result.best() == null ? Double.NaN : result.best().value(),
                result.minimaTotal(),
                last == null ? finished.elapsedSeconds() : last.progress().seconds() + secondsAfterLast);
    }

    /** The history and a last row: the end, which the last look may have missed. */
    private History ended(History before, SearchProgress end) {
        double[] row = new double[before.columns().size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = switch (before.columns().get(i)) {
                case "seconds" -> end.seconds();
                case "finished" -> end.finished();
                case "evaluations" -> end.evaluations();
                case "best" -> specification.problem().maximize() ? -end.best() : end.best();
                case "minima" -> end.minima();
                default -> Double.NaN;
            };
        }
        return before.with(row);
    }

    @Override
    public synchronized byte[] state() {
        if (state == null) {
            StringWriter text = new StringWriter();
            try {
                if (report == null) {
                    new JsonResultWriter().writeSoFar(soFar(), text);
                } else {
                    new JsonResultWriter().write(report, text);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            state = PageContent.utf8(text.toString());
        }
        return state;
    }

    private RunReport soFar() {
        SearchResult known = last == null ? null : last.soFar();
        SearchResult result = known == null
                ? ResultAssembly.assemble(specification, specification.newTally(), StopReason.CANCELLED, 0)
                : known;
        Duration elapsed = Duration.ofNanos(System.nanoTime() - opened);
        return new RunReport(result, List.of("The search goes on."), elapsed, facts.where(), versions);
    }

    @Override
    public synchronized Optional<byte[]> landscape() {
        return Optional.ofNullable(grid).map(PageJson::landscape).map(PageContent::utf8);
    }

    @Override
    public synchronized List<PageEvent> opening() {
        List<PageEvent> events = new ArrayList<>();
        events.add(new PageEvent("run", PageJson.search(specification, facts)));
        boolean maximize = specification.problem().maximize();
        events.add(new PageEvent("history", PageJson.history(history, maximize)));
        if (!paths.isEmpty()) {
            events.add(new PageEvent("paths", PageJson.paths(paths)));
        }
        if (grid != null) {
            events.add(new PageEvent("landscape", "{}"));
        }
        follower.resumption().ifPresent(events::add);
        SearchProgress progress = report != null ? progress(report) : last == null ? nothing() : last.progress();
        events.add(new PageEvent("progress", PageJson.progress(follower.phase(), progress)));
        events.add(new PageEvent("changed", "{}"));
        return events;
    }

    private SearchProgress nothing() {
        return new SearchProgress(specification.starts().total(), 0, 0, 0, 0, 0, Double.NaN, 0, 0);
    }

    @Override
    public boolean isStoppable() {
        return follower.isStoppable();
    }

    @Override
    public void stop() {
        follower.stop();
    }

    @Override
    public void close() {
        follower.close();
    }
}
