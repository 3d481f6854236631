package org.thalweg.jobs.cli.page;

import org.thalweg.monitoring.page.PageContent;

/** What a page shows of one run, until it is closed; then it goes on to show what it knew. */
public interface RunPage extends PageContent, AutoCloseable {

    /** Looks no more. */
    @Override
    void close();
}
