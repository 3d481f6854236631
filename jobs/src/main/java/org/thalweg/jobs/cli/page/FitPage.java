package org.thalweg.jobs.cli.page;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.ResultAssembly;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.StationaryPoint;
import org.thalweg.core.search.StopReason;
import org.thalweg.jobs.cli.output.FitJsonWriter;
import org.thalweg.jobs.cli.output.FitReport;
import org.thalweg.jobs.cli.output.RunReport;
import org.thalweg.jobs.fit.FitGlimpse;
import org.thalweg.monitoring.history.History;
import org.thalweg.monitoring.page.PageContent;
import org.thalweg.monitoring.page.PageEvent;

/** What a page shows of one fit: how its loss falls, where its parameters are, and in the end what they are worth. */
public final class FitPage implements RunPage {
    private final SearchSpecification specification;
    private final Subject subject;
    private final RunFacts facts;
    private final Map<String, String> versions;
    private final Consumer<PageEvent> publisher;
    private final Follower<FitGlimpse> follower;
    private final long opened = System.nanoTime();

    private FitGlimpse last;
    private @Nullable FitReport report;

    /**
     * What is fitted to what.
     *
     * @param rows of data
     * @param loss its name; empty where the sum is that of a formula, of no data
     */
    public record Subject(long rows, String loss) {
        /** A sum that a formula has, over very many variables. */
        public static final Subject FORMULA = new Subject(0, "");

        /** Whether there are data. */
        boolean isData() {
            return !loss.isEmpty();
        }
    }

    /**
     * A page of a fit that has not begun.
     *
     * @param versions name and version of what it runs on
     * @param publisher is given what pages are to be told at once
     */
    public FitPage(
            SearchSpecification specification,
            Subject subject,
            RunFacts facts,
            Map<String, String> versions,
            Consumer<PageEvent> publisher) {
        this.specification = specification;
        this.subject = subject;
        this.facts = facts;
        this.versions = versions;
        this.publisher = publisher;
        follower = new Follower<>(publisher);
        this.last = FitGlimpse.none(specification.problem().variables().size());
    }

    /**
     * Looks at the fit from now on.
     *
     * @param glimpses asks how it is
     * @param stop ends it early, and tells the command that takes it up again, if it was saved; may take its time
     */
    public void follow(Supplier<CompletableFuture<FitGlimpse>> glimpses, Supplier<Optional<String>> stop) {
        follower.follow(glimpses, this::show, stop);
    }

    /** Shows how the fit is now. */
    public void show(FitGlimpse now) {
        FitGlimpse before;
        synchronized (this) {
            if (follower.phase() == Phase.ENDED) {
                return;
            }
            before = last;
            last = now;
            follower.recovering(now.recovering());
        }
        publisher.accept(new PageEvent("progress", progress(now)));
        if (!before.history().marks().equals(now.history().marks())) {
            History marks = new History(
                    List.of("seconds"), new double[0], 1, now.history().marks());
            publisher.accept(new PageEvent("marks", PageJson.history(marks, false)));
        }
        if (!Arrays.equals(before.theta(), now.theta())) {
            publisher.accept(new PageEvent("changed", "{}"));
        }
    }

    private String progress(FitGlimpse now) {
        return PageJson.progress(follower.phase(), now, specification.starts().total());
    }

    /** The fit is over: from now on the page shows its result. */
    public void end(FitReport finished) {
        follower.lookNoMore();
        FitGlimpse end;
        synchronized (this) {
            report = finished;
            follower.ended();
            end = ended(finished.run());
            last = end;
        }
        publisher.accept(new PageEvent("history", PageJson.history(end.history(), false)));
        publisher.accept(new PageEvent("progress", progress(end)));
        publisher.accept(new PageEvent("changed", "{}"));
    }

    /** What was seen last, with the result in place of where the fit stood. */
    private FitGlimpse ended(RunReport finished) {
        SearchResult result = finished.result();
        StationaryPoint best = result.best();
        FitGlimpse end = new FitGlimpse(
                last.rounds() > 0 ? last.seconds() : finished.elapsedSeconds(),
                Math.max(last.rounds(), result.evaluations()),
                result.starts().total(),
                best == null ? Double.NaN : best.value(),
                best == null ? Double.NaN : best.gradientNorm(),
                best == null ? new double[0] : best.x(),
                last.history(),
                false);
        return end.noted();
    }

    @Override
    public synchronized byte[] state() {
        StringWriter text = new StringWriter();
        try {
            if (report == null) {
                new FitJsonWriter().writeSoFar(soFar(), last.theta(), text);
            } else {
                new FitJsonWriter().write(report, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PageContent.utf8(text.toString());
    }

    private RunReport soFar() {
        SearchResult nothing =
                ResultAssembly.assemble(specification, specification.newTally(), StopReason.CANCELLED, 0);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - opened);
        return new RunReport(
                nothing,
                List.of(subject.isData() ? "The fit goes on." : "The descent goes on."),
                elapsed,
                facts.where(),
                versions);
    }

    @Override
    public synchronized List<PageEvent> opening() {
        List<PageEvent> events = new ArrayList<>();
        events.add(new PageEvent("run", PageJson.fit(specification, facts, subject)));
        events.add(new PageEvent("history", PageJson.history(last.history(), false)));
        follower.resumption().ifPresent(events::add);
        events.add(new PageEvent("progress", progress(last)));
        events.add(new PageEvent("changed", "{}"));
        return events;
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
