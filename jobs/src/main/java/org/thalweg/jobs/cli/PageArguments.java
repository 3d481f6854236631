package org.thalweg.jobs.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.cli.page.FitPage;
import org.thalweg.jobs.cli.page.RunFacts;
import org.thalweg.jobs.cli.page.RunPage;
import org.thalweg.jobs.cli.page.SearchPage;
import org.thalweg.monitoring.page.PageEvent;
import org.thalweg.monitoring.page.PageReport;
import org.thalweg.monitoring.page.PageServer;
import picocli.CommandLine.Option;

/** Whether a run can be watched in a browser, while it goes on and afterwards. */
final class PageArguments {
    private static final String PAGE = "--page";
    private static final String REPORT = "--report";

    @Option(
            names = PAGE,
            paramLabel = "[HOST:]PORT",
            arity = "0..1",
            parameterConsumer = PageAddress.Optional.class,
            description =
                    "show the run in a browser while it goes on; the address is printed. Listens on loopback, on port 8088 "
                            + "or a free one; to others, with HOST:, it wants a token, which is in the address")
    private @Nullable String page;

    @Option(
            names = "--page-linger",
            paramLabel = "TIME",
            description =
                    "how long the page stays when the run has ended (default: until interrupted on a terminal, else 0s)")
    private @Nullable String linger;

    @Option(names = REPORT, paramLabel = "FILE", description = "write the page as one HTML file when the run has ended")
    private @Nullable Path report;

    /** Whether the run is to be shown as a page, now or afterwards. */
    boolean isAsked() {
        return page != null || report != null;
    }

    /** Whether the run is to be shown in a browser. */
    boolean isWanted() {
        return page != null;
    }

    /**
     * Refuses early what could only fail after the work is done.
     *
     * @param detached whether this process will not stay with the run
     */
    void check(boolean detached) {
        if (detached && isAsked()) {
            throw CommandException.usage(
                    "%s needs a process that stays with the run, and --detach leaves it. Use thalweg watch JOB %s.",
                    page != null ? PAGE : REPORT, page != null ? PAGE : REPORT + " FILE");
        }
        if (page != null) {
            PageAddress.of(PAGE, page);
        }
        if (linger != null) {
            NumberText.pause("--page-linger", linger);
        }
        if (report != null) {
            WholeFile.check(REPORT, report);
        }
    }

    /**
     * Opens the page of a search, if one is wanted, before the search begins.
     *
     * @param place where it runs, for people
     * @param savepoint whether to stop it is to save it
     */
    Watch<SearchPage> open(SearchSpecification specification, String place, boolean savepoint, Streams streams) {
        RunFacts facts = facts(place, savepoint);
        return open(relay -> new SearchPage(specification, facts, Versions.all(), relay), streams);
    }

    /** Opens the page of a fit, likewise. */
    Watch<FitPage> open(SearchSpecification specification, FitPage.Subject subject, String place, Streams streams) {
        return open(specification, subject, place, false, streams);
    }

    /**
     * Opens the page of a fit, likewise.
     *
     * @param savepoint whether to stop it is to save it
     */
    Watch<FitPage> open(
            SearchSpecification specification,
            FitPage.Subject subject,
            String place,
            boolean savepoint,
            Streams streams) {
        RunFacts facts = facts(place, savepoint);
        return open(relay -> new FitPage(specification, subject, facts, Versions.all(), relay), streams);
    }

    private static RunFacts facts(String place, boolean savepoint) {
        return new RunFacts(place, Versions.all().getOrDefault("thalweg", ""), savepoint);
    }

    private <P extends RunPage> Watch<P> open(Function<Consumer<PageEvent>, P> pages, Streams streams) {
        if (page == null && report == null) {
            return new Watch<>(null, null, streams);
        }
        Relay relay = new Relay();
        P content = pages.apply(relay);
        if (page != null) {
            relay.server = PageAddress.of(PAGE, page).serve(PAGE, content);
            streams.err().println("thalweg: live page at " + relay.server.address());
        }
        return new Watch<>(content, relay.server, streams);
    }

    /** Hands events to the server, which needs the content that hands them over. */
    private static final class Relay implements Consumer<PageEvent> {
        private volatile @Nullable PageServer server;

        @Override
        public void accept(PageEvent event) {
            PageServer open = server;
            if (open != null) {
                open.publish(event);
            }
        }
    }

    /**
     * A run that may be watched.
     *
     * @param <P> what its page shows
     */
    final class Watch<P extends RunPage> implements AutoCloseable {
        private final @Nullable P content;
        private final @Nullable PageServer server;
        private final Streams streams;

        private Watch(@Nullable P content, @Nullable PageServer server, Streams streams) {
            this.content = content;
            this.server = server;
            this.streams = streams;
        }

        /** Tells the page something, if there is one. */
        void tell(Consumer<P> telling) {
            if (content != null) {
                telling.accept(content);
            }
        }

        /** Writes the report, if one is wanted. */
        void writeReport() {
            if (content != null && report != null) {
                WholeFile.write(REPORT, report, PageReport.html(content));
            }
        }

        /** Lets people look at the page of a run that is over, for as long as was asked, or until the process is ended. */
        void linger() throws InterruptedException {
            if (server == null) {
                return;
            }
            CountDownLatch never = new CountDownLatch(1);
            if (linger != null) {
                Duration time = NumberText.pause("--page-linger", linger);
                var unused = never.await(time.toMillis(), TimeUnit.MILLISECONDS);
            } else if (Boolean.getBoolean("thalweg.terminal.stdout")) {
                streams.err().println("thalweg: the page stays at " + server.address() + " until Ctrl-C.");
                never.await();
            }
        }

        @Override
        public void close() {
            if (content != null) {
                content.close();
            }
            if (server != null) {
                server.close();
            }
        }
    }
}
